;; The turn of a query: what core's Rotation does, with the same results, four lanes at a time.
(module
  (import "env" "memory" (memory 1 32768))

  ;; Hadamard products of all blocks: steps 1 and 2 inside a register, then those between registers.
  (func $hadamard (param $vector i32) (param $end i32) (param $block i32)
    (local $at i32) (local $stop i32) (local $half i32) (local $a v128) (local $b v128)
    (local.set $at (local.get $vector))
    (loop $next
      (local.set $a (v128.load (local.get $at)))
      (local.set $a (f32x4.add
        (i8x16.shuffle 0 1 2 3 0 1 2 3 8 9 10 11 8 9 10 11 (local.get $a) (local.get $a))
        (f32x4.mul
          (i8x16.shuffle 4 5 6 7 4 5 6 7 12 13 14 15 12 13 14 15 (local.get $a) (local.get $a))
          (v128.const f32x4 1 -1 1 -1))))
      (v128.store (local.get $at) (f32x4.add
        (i8x16.shuffle 0 1 2 3 4 5 6 7 0 1 2 3 4 5 6 7 (local.get $a) (local.get $a))
        (f32x4.mul
          (i8x16.shuffle 8 9 10 11 12 13 14 15 8 9 10 11 12 13 14 15 (local.get $a) (local.get $a))
          (v128.const f32x4 1 1 -1 -1))))
      (local.set $at (i32.add (local.get $at) (i32.const 16)))
      (br_if $next (i32.lt_u (local.get $at) (local.get $end))))
    (local.set $half (i32.const 16))
    (loop $step
      (local.set $at (local.get $vector))
      (loop $pair
        (local.set $stop (i32.add (local.get $at) (local.get $half)))
        (loop $next
          (local.set $a (v128.load (local.get $at)))
          (local.set $b (v128.load (i32.add (local.get $at) (local.get $half))))
          (v128.store (local.get $at) (f32x4.add (local.get $a) (local.get $b)))
          (v128.store (i32.add (local.get $at) (local.get $half)) (f32x4.sub (local.get $a) (local.get $b)))
          (local.set $at (i32.add (local.get $at) (i32.const 16)))
          (br_if $next (i32.lt_u (local.get $at) (local.get $stop))))
        (local.set $at (i32.add (local.get $at) (local.get $half)))
        (br_if $pair (i32.lt_u (local.get $at) (local.get $end))))
      (local.set $half (i32.shl (local.get $half) (i32.const 1)))
      (br_if $step (i32.lt_u (local.get $half) (i32.shl (local.get $block) (i32.const 2))))))

  ;; Turns the floats at $vector into those at $turned. At $signs there are twice as many, of the first turn and the second.
  (func (export "turn")
    (param $vector i32) (param $turned i32) (param $signs i32) (param $lanes i32) (param $block i32)
    (local $at i32) (local $from i32) (local $end i32) (local $i i32)
    (local.set $lanes (i32.shl (local.get $lanes) (i32.const 2)))
    (local.set $end (i32.add (local.get $vector) (local.get $lanes)))
    (local.set $at (local.get $vector))
    (loop $next
      (v128.store (local.get $at) (f32x4.mul (v128.load (local.get $at)) (v128.load (local.get $signs))))
      (local.set $signs (i32.add (local.get $signs) (i32.const 16)))
      (local.set $at (i32.add (local.get $at) (i32.const 16)))
      (br_if $next (i32.lt_u (local.get $at) (local.get $end))))
    (call $hadamard (local.get $vector) (local.get $end) (local.get $block))
    ;; Lane after lane of each block in turn
    (local.set $at (local.get $turned))
    (loop $row
      (local.set $from (i32.add (local.get $vector) (i32.shl (local.get $i) (i32.const 2))))
      (loop $next
        (f32.store (local.get $at) (f32.mul (f32.load (local.get $from)) (f32.load (local.get $signs))))
        (local.set $signs (i32.add (local.get $signs) (i32.const 4)))
        (local.set $at (i32.add (local.get $at) (i32.const 4)))
        (local.set $from (i32.add (local.get $from) (i32.shl (local.get $block) (i32.const 2))))
        (br_if $next (i32.lt_u (local.get $from) (local.get $end))))
      (local.set $i (i32.add (local.get $i) (i32.const 1)))
      (br_if $row (i32.lt_u (local.get $i) (local.get $block))))
    (call $hadamard (local.get $turned) (local.get $at) (local.get $block))))
