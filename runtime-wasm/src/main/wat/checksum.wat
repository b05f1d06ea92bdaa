;; The inner loop of the checksum: what core's XxHash32.sumOfStripes does, its four lanes in one register.
(module
  (import "env" "memory" (memory 1 32768))

  ;; The sum after $count stripes of 16 bytes from $at on, at least one.
  (func (export "sumOfStripes") (param $at i32) (param $count i32) (result i32)
    (local $end i32) (local $lanes v128)
    (local.set $end (i32.add (local.get $at) (i32.shl (local.get $count) (i32.const 4))))
    (local.set $lanes (v128.const i32x4 0x24234428 0x85EBCA77 0 0x61C8864F))
    (loop $stripe
      (local.set $lanes (i32x4.add (local.get $lanes) (i32x4.mul
        (v128.load align=1 (local.get $at)) (i32x4.splat (i32.const 0x85EBCA77)))))
      (local.set $lanes (i32x4.mul
        (v128.or (i32x4.shl (local.get $lanes) (i32.const 13)) (i32x4.shr_u (local.get $lanes) (i32.const 19)))
        (i32x4.splat (i32.const 0x9E3779B1))))
      (local.set $at (i32.add (local.get $at) (i32.const 16)))
      (br_if $stripe (i32.lt_u (local.get $at) (local.get $end))))
    (i32.add
      (i32.add
        (i32.rotl (i32x4.extract_lane 0 (local.get $lanes)) (i32.const 1))
        (i32.rotl (i32x4.extract_lane 1 (local.get $lanes)) (i32.const 7)))
      (i32.add
        (i32.rotl (i32x4.extract_lane 2 (local.get $lanes)) (i32.const 12))
        (i32.rotl (i32x4.extract_lane 3 (local.get $lanes)) (i32.const 18))))))
