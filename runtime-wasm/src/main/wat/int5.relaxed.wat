;; Vectors of 5 bits a lane: 16 magnitudes, looked up in one register, and a sign apart; 32 lanes per turn, four turns
;; per register of signs. Turn by turn the signs move down by two bits, so that bit 0 of each byte is the sign of a lane of
;; the lower 16 of the turn, and bit 1 that of the upper 16. A sign of -1 negates the query's lane: (lane xor -1) - -1.
;;
;; The twin of int5.wat for browsers with relaxed SIMD, where it takes the other's place. Indexes are below 16, magnitudes
;; at most 127 and lanes of the query at least -127, so no sum of two products leaves 16 bits: every machine gives the
;; same integers.
;;
;; The layout is told in core's VectorEncoding (INT5), that of the query in core's VectorKernels.
(module
  (import "env" "memory" (memory 1 32768))

  ;; scores[i] = the integer sum of query * value over all lanes, as a float, times the record's scale: for nodes[i], or
  ;; for $first + i if $nodes is 0; i from 0 to count - 1.
  (func (export "scoreInt5")
    (param $records i32) (param $lanes i32) (param $query i32)
    (param $nodes i32) (param $first i32) (param $count i32) (param $scores i32)
    (local $signSize i32) (local $size i32) (local $signsAt i32)
    (local $at i32) (local $end i32) (local $queryAt i32) (local $stop i32)
    (local $sumA v128) (local $sumB v128) (local $levels v128) (local $mask v128) (local $pairs v128)
    (local $signs v128) (local $sign v128) (local $one v128) (local $two v128)
    (local.set $levels (v128.load (local.get $query)))
    (local.set $mask (i8x16.splat (i32.const 15)))
    (local.set $one (i8x16.splat (i32.const 1)))
    (local.set $two (i8x16.splat (i32.const 2)))
    (local.set $signSize
      (i32.shl (i32.shr_u (i32.add (local.get $lanes) (i32.const 127)) (i32.const 7)) (i32.const 4)))
    (local.set $size (i32.add (i32.add (local.get $signSize) (i32.shr_u (local.get $lanes) (i32.const 1))) (i32.const 4)))
    (local.set $count (i32.add (local.get $scores) (i32.shl (local.get $count) (i32.const 2))))
    (block $done
      (loop $record
        (br_if $done (i32.ge_u (local.get $scores) (local.get $count)))
        (if (local.get $nodes)
          (then
            (local.set $first (i32.load (local.get $nodes)))
            (local.set $nodes (i32.add (local.get $nodes) (i32.const 4)))))
        (local.set $signsAt (i32.add (local.get $records) (i32.mul (local.get $first) (local.get $size))))
        (local.set $at (i32.add (local.get $signsAt) (local.get $signSize)))
        (local.set $end (i32.add (local.get $at) (i32.shr_u (local.get $lanes) (i32.const 1))))
        (local.set $queryAt (i32.add (local.get $query) (i32.const 16)))
        (local.set $sumA (v128.const i32x4 0 0 0 0))
        (local.set $sumB (v128.const i32x4 0 0 0 0))
        (loop $lanes128
          (local.set $signs (v128.load align=1 (local.get $signsAt)))
          (local.set $signsAt (i32.add (local.get $signsAt) (i32.const 16)))
          (local.set $stop (i32.add (local.get $at) (i32.const 64)))
          (if (i32.gt_u (local.get $stop) (local.get $end)) (then (local.set $stop (local.get $end))))
          (loop $lanes32
            (local.set $pairs (v128.load align=1 (local.get $at)))
            (local.set $sign (i8x16.neg (v128.and (local.get $signs) (local.get $one))))
            (local.set $sumA (i32x4.relaxed_dot_i8x16_i7x16_add_s
              (i8x16.sub (v128.xor (v128.load (local.get $queryAt)) (local.get $sign)) (local.get $sign))
              (i8x16.relaxed_swizzle (local.get $levels) (v128.and (local.get $pairs) (local.get $mask)))
              (local.get $sumA)))
            (local.set $sign (i8x16.eq (v128.and (local.get $signs) (local.get $two)) (local.get $two)))
            (local.set $pairs (v128.and (i16x8.shr_u (local.get $pairs) (i32.const 4)) (local.get $mask)))
            (local.set $sumB (i32x4.relaxed_dot_i8x16_i7x16_add_s
              (i8x16.sub (v128.xor (v128.load offset=16 (local.get $queryAt)) (local.get $sign)) (local.get $sign))
              (i8x16.relaxed_swizzle (local.get $levels) (local.get $pairs))
              (local.get $sumB)))
            (local.set $signs (i16x8.shr_u (local.get $signs) (i32.const 2)))
            (local.set $queryAt (i32.add (local.get $queryAt) (i32.const 32)))
            (local.set $at (i32.add (local.get $at) (i32.const 16)))
            (br_if $lanes32 (i32.lt_u (local.get $at) (local.get $stop))))
          (br_if $lanes128 (i32.lt_u (local.get $at) (local.get $end))))
        (local.set $sumA (i32x4.add (local.get $sumA) (local.get $sumB)))
        (local.set $sumA (i32x4.add (local.get $sumA)
          (i8x16.shuffle 8 9 10 11 12 13 14 15 0 1 2 3 4 5 6 7 (local.get $sumA) (local.get $sumA))))
        (f32.store (local.get $scores)
          (f32.mul
            (f32.convert_i32_s
              (i32.add (i32x4.extract_lane 0 (local.get $sumA)) (i32x4.extract_lane 1 (local.get $sumA))))
            (f32.load align=1 (local.get $end))))
        (local.set $first (i32.add (local.get $first) (i32.const 1)))
        (local.set $scores (i32.add (local.get $scores) (i32.const 4)))
        (br $record)))))
