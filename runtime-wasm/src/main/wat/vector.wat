;; The inner loops over stored vectors, in the memory that the engine shares. Their plain twin, which they equal to the
;; bit, is core's PlainVectorKernels; the layout of records and query is told in core's VectorEncoding and VectorKernels.
;;
;; A score is the integer sum of query * value over all lanes, as a float, times the record's scale. Loops are kept
;; small, one register of lanes or two per turn: they run faster than unrolled ones.
;;
;; The engine has checked that all nodes lie inside the records: nothing is checked here.
(module
  (import "env" "memory" (memory 1 32768))
  (import "kernels" "scoreInt5" (func $scoreInt5 (param i32 i32 i32 i32 i32 i32 i32)))

  ;; scores[i] = score of nodes[i], for i from 0 to count - 1.
  (func (export "scoreNodes")
    (param $encoding i32) (param $records i32) (param $lanes i32) (param $query i32)
    (param $nodes i32) (param $count i32) (param $scores i32)
    (call $score (local.get $encoding) (local.get $records) (local.get $lanes) (local.get $query)
      (local.get $nodes) (i32.const 0) (local.get $count) (local.get $scores)))

  ;; scores[i] = score of first + i, for i from 0 to count - 1.
  (func (export "scoreRun")
    (param $encoding i32) (param $records i32) (param $lanes i32) (param $query i32)
    (param $first i32) (param $count i32) (param $scores i32)
    (call $score (local.get $encoding) (local.get $records) (local.get $lanes) (local.get $query)
      (i32.const 0) (local.get $first) (local.get $count) (local.get $scores)))

  ;; The codes are those of VectorEncoding. $nodes is 0 for a run.
  (func $score
    (param $encoding i32) (param $records i32) (param $lanes i32) (param $query i32)
    (param $nodes i32) (param $first i32) (param $count i32) (param $scores i32)
    (local $scale i32) (local $size i32) (local $node i32) (local $sum i32)
    (if (i32.eq (local.get $encoding) (i32.const 3)) (then (return (call $scoreInt5
      (local.get $records) (local.get $lanes) (local.get $query)
      (local.get $nodes) (local.get $first) (local.get $count) (local.get $scores)))))
    ;; Where in a record its scale is, and how long it is
    (local.set $scale
      (if (result i32) (i32.eq (local.get $encoding) (i32.const 4))
        (then (i32.shl (i32.shr_u (i32.add (local.get $lanes) (i32.const 127)) (i32.const 7)) (i32.const 4)))
        (else (i32.shr_u (local.get $lanes) (i32.ne (local.get $encoding) (i32.const 1))))))
    (local.set $size (i32.add (local.get $scale) (i32.const 4)))
    (local.set $count (i32.add (local.get $scores) (i32.shl (local.get $count) (i32.const 2))))
    (block $done
      (loop $record
        (br_if $done (i32.ge_u (local.get $scores) (local.get $count)))
        (if (local.get $nodes)
          (then
            (local.set $first (i32.load (local.get $nodes)))
            (local.set $nodes (i32.add (local.get $nodes) (i32.const 4)))))
        (local.set $node (i32.add (local.get $records) (i32.mul (local.get $first) (local.get $size))))
        (local.set $sum
          (if (result i32) (i32.eq (local.get $encoding) (i32.const 1))
            (then (call $int8 (local.get $node) (local.get $lanes) (local.get $query)))
            (else (if (result i32) (i32.eq (local.get $encoding) (i32.const 2))
              (then (call $int4 (local.get $node) (local.get $lanes) (local.get $query)))
              (else (call $bit1 (local.get $node) (local.get $lanes) (local.get $query)))))))
        (f32.store (local.get $scores)
          (f32.mul
            (f32.convert_i32_s (local.get $sum))
            (f32.load align=1 (i32.add (local.get $node) (local.get $scale)))))
        (local.set $first (i32.add (local.get $first) (i32.const 1)))
        (local.set $scores (i32.add (local.get $scores) (i32.const 4)))
        (br $record))))

  (func $total (param $sum v128) (result i32)
    (local.set $sum (i32x4.add (local.get $sum)
      (i8x16.shuffle 8 9 10 11 12 13 14 15 0 1 2 3 4 5 6 7 (local.get $sum) (local.get $sum))))
    (i32.add (i32x4.extract_lane 0 (local.get $sum)) (i32x4.extract_lane 1 (local.get $sum))))

  ;; One signed byte per lane: 16 lanes per turn, widened to 16 bits, products added in pairs.
  (func $int8 (param $at i32) (param $lanes i32) (param $query i32) (result i32)
    (local $end i32) (local $queryAt i32) (local $sumA v128) (local $sumB v128)
    (local.set $end (i32.add (local.get $at) (local.get $lanes)))
    (local.set $queryAt (i32.add (i32.add (local.get $query) (i32.const 16)) (local.get $lanes)))
    (loop $lanes16
      (local.set $sumA (i32x4.add (local.get $sumA) (i32x4.dot_i16x8_s
        (v128.load8x8_s align=1 (local.get $at)) (v128.load (local.get $queryAt)))))
      (local.set $sumB (i32x4.add (local.get $sumB) (i32x4.dot_i16x8_s
        (v128.load8x8_s offset=8 align=1 (local.get $at)) (v128.load offset=16 (local.get $queryAt)))))
      (local.set $queryAt (i32.add (local.get $queryAt) (i32.const 32)))
      (local.set $at (i32.add (local.get $at) (i32.const 16)))
      (br_if $lanes16 (i32.lt_u (local.get $at) (local.get $end))))
    (call $total (i32x4.add (local.get $sumA) (local.get $sumB))))

  ;; 16 signed levels, looked up in one register: 32 lanes per turn.
  (func $int4 (param $at i32) (param $lanes i32) (param $query i32) (result i32)
    (local $end i32) (local $queryAt i32) (local $sumA v128) (local $sumB v128)
    (local $levels v128) (local $mask v128) (local $pairs v128) (local $low v128) (local $high v128)
    (local.set $levels (v128.load (local.get $query)))
    (local.set $mask (i8x16.splat (i32.const 15)))
    (local.set $end (i32.add (local.get $at) (i32.shr_u (local.get $lanes) (i32.const 1))))
    (local.set $queryAt (i32.add (i32.add (local.get $query) (i32.const 16)) (local.get $lanes)))
    (loop $lanes32
      (local.set $pairs (v128.load align=1 (local.get $at)))
      (local.set $low (i8x16.swizzle (local.get $levels) (v128.and (local.get $pairs) (local.get $mask))))
      (local.set $high (i8x16.swizzle (local.get $levels)
        (v128.and (i16x8.shr_u (local.get $pairs) (i32.const 4)) (local.get $mask))))
      (local.set $sumA (i32x4.add (local.get $sumA) (i32x4.dot_i16x8_s
        (i16x8.extend_low_i8x16_s (local.get $low)) (v128.load (local.get $queryAt)))))
      (local.set $sumA (i32x4.add (local.get $sumA) (i32x4.dot_i16x8_s
        (i16x8.extend_high_i8x16_s (local.get $low)) (v128.load offset=16 (local.get $queryAt)))))
      (local.set $sumB (i32x4.add (local.get $sumB) (i32x4.dot_i16x8_s
        (i16x8.extend_low_i8x16_s (local.get $high)) (v128.load offset=32 (local.get $queryAt)))))
      (local.set $sumB (i32x4.add (local.get $sumB) (i32x4.dot_i16x8_s
        (i16x8.extend_high_i8x16_s (local.get $high)) (v128.load offset=48 (local.get $queryAt)))))
      (local.set $queryAt (i32.add (local.get $queryAt) (i32.const 64)))
      (local.set $at (i32.add (local.get $at) (i32.const 16)))
      (br_if $lanes32 (i32.lt_u (local.get $at) (local.get $end))))
    (call $total (i32x4.add (local.get $sumA) (local.get $sumB))))

  ;; Signs only: the query's lanes, negated where the sign says so, are added up; 32 lanes per turn. Signs lie as in int5.wat.
  (func $bit1 (param $at i32) (param $lanes i32) (param $query i32) (result i32)
    (local $queryEnd i32) (local $stop i32) (local $sumA v128) (local $sumB v128) (local $value v128)
    (local $signs v128) (local $sign v128) (local $one v128) (local $two v128)
    (local.set $one (i8x16.splat (i32.const 1)))
    (local.set $two (i8x16.splat (i32.const 2)))
    (local.set $query (i32.add (local.get $query) (i32.const 16)))
    (local.set $queryEnd (i32.add (local.get $query) (local.get $lanes)))
    (loop $lanes128
      (local.set $signs (v128.load align=1 (local.get $at)))
      (local.set $at (i32.add (local.get $at) (i32.const 16)))
      (local.set $stop (i32.add (local.get $query) (i32.const 128)))
      (if (i32.gt_u (local.get $stop) (local.get $queryEnd)) (then (local.set $stop (local.get $queryEnd))))
      (loop $lanes32
        (local.set $sign (i8x16.neg (v128.and (local.get $signs) (local.get $one))))
        (local.set $value (i8x16.sub
          (v128.xor (v128.load (local.get $query)) (local.get $sign)) (local.get $sign)))
        (local.set $sumA (i32x4.add (local.get $sumA)
          (i32x4.extadd_pairwise_i16x8_s (i16x8.extadd_pairwise_i8x16_s (local.get $value)))))
        (local.set $sign (i8x16.eq (v128.and (local.get $signs) (local.get $two)) (local.get $two)))
        (local.set $value (i8x16.sub
          (v128.xor (v128.load offset=16 (local.get $query)) (local.get $sign)) (local.get $sign)))
        (local.set $sumB (i32x4.add (local.get $sumB)
          (i32x4.extadd_pairwise_i16x8_s (i16x8.extadd_pairwise_i8x16_s (local.get $value)))))
        (local.set $signs (i16x8.shr_u (local.get $signs) (i32.const 2)))
        (local.set $query (i32.add (local.get $query) (i32.const 32)))
        (br_if $lanes32 (i32.lt_u (local.get $query) (local.get $stop))))
      (br_if $lanes128 (i32.lt_u (local.get $query) (local.get $queryEnd))))
    (call $total (i32x4.add (local.get $sumA) (local.get $sumB)))))
