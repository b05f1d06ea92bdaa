;; Kernels of the transformer's forward pass, in the memory that the engine shares. Their results are those of
;; PlainMatrixKernels, to the bit; arguments are those of the interface MatrixKernels, addresses for regions.
(module
  (import "env" "memory" (memory 1 32768))

  ;; Writes (sum of the four integers) · scale + bias.
  (func $finish (param $sum v128) (param $scale f32) (param $bias f32) (param $out i32)
    (local.set $sum (i32x4.add (local.get $sum)
      (i8x16.shuffle 8 9 10 11 12 13 14 15 0 1 2 3 4 5 6 7 (local.get $sum) (local.get $sum))))
    (f32.store (local.get $out) (f32.add
      (f32.mul
        (f32.convert_i32_s (i32.add
          (i32x4.extract_lane 0 (local.get $sum)) (i32x4.extract_lane 1 (local.get $sum))))
        (local.get $scale))
      (local.get $bias))))

  ;; Two rows of weights times one token.
  (func $tile1 (param $weights i32) (param $columns i32) (param $input i32)
      (param $scaleA f32) (param $scaleB f32) (param $biasA f32) (param $biasB f32)
      (param $tokenScale i32) (param $out i32)
    (local $end i32) (local $sumA v128) (local $sumB v128)
    (local $low v128) (local $high v128) (local $w v128)
    (local.set $end (i32.add (local.get $weights) (local.get $columns)))
    (loop $next
      (local.set $low (v128.load (local.get $input)))
      (local.set $high (v128.load offset=16 (local.get $input)))
      (local.set $w (v128.load (local.get $weights)))
      (local.set $sumA (i32x4.add (local.get $sumA) (i32x4.add
        (i32x4.dot_i16x8_s (i16x8.extend_low_i8x16_s (local.get $w)) (local.get $low))
        (i32x4.dot_i16x8_s (i16x8.extend_high_i8x16_s (local.get $w)) (local.get $high)))))
      (local.set $w (v128.load (i32.add (local.get $weights) (local.get $columns))))
      (local.set $sumB (i32x4.add (local.get $sumB) (i32x4.add
        (i32x4.dot_i16x8_s (i16x8.extend_low_i8x16_s (local.get $w)) (local.get $low))
        (i32x4.dot_i16x8_s (i16x8.extend_high_i8x16_s (local.get $w)) (local.get $high)))))
      (local.set $weights (i32.add (local.get $weights) (i32.const 16)))
      (local.set $input (i32.add (local.get $input) (i32.const 32)))
      (br_if $next (i32.lt_u (local.get $weights) (local.get $end))))
    (call $finish (local.get $sumA)
      (f32.mul (local.get $scaleA) (f32.load (local.get $tokenScale))) (local.get $biasA) (local.get $out))
    (call $finish (local.get $sumB)
      (f32.mul (local.get $scaleB) (f32.load (local.get $tokenScale))) (local.get $biasB)
      (i32.add (local.get $out) (i32.const 4))))

  ;; Two rows of weights times four tokens: every value that is loaded is used more than once.
  (func $tile4 (param $weights i32) (param $columns i32) (param $input i32)
      (param $scaleA f32) (param $scaleB f32) (param $biasA f32) (param $biasB f32)
      (param $tokenScale i32) (param $out i32) (param $outStride i32)
    (local $end i32) (local $input1 i32) (local $input2 i32) (local $input3 i32)
    (local $a0 v128) (local $a1 v128) (local $a2 v128) (local $a3 v128)
    (local $b0 v128) (local $b1 v128) (local $b2 v128) (local $b3 v128)
    (local $a v128) (local $b v128) (local $x v128)
    (local.set $end (i32.add (local.get $weights) (local.get $columns)))
    (local.set $input1 (i32.add (local.get $input) (i32.shl (local.get $columns) (i32.const 1))))
    (local.set $input2 (i32.add (local.get $input1) (i32.shl (local.get $columns) (i32.const 1))))
    (local.set $input3 (i32.add (local.get $input2) (i32.shl (local.get $columns) (i32.const 1))))
    (loop $next
      (local.set $a (v128.load8x8_s (local.get $weights)))
      (local.set $b (v128.load8x8_s (i32.add (local.get $weights) (local.get $columns))))
      (local.set $x (v128.load (local.get $input)))
      (local.set $a0 (i32x4.add (local.get $a0) (i32x4.dot_i16x8_s (local.get $a) (local.get $x))))
      (local.set $b0 (i32x4.add (local.get $b0) (i32x4.dot_i16x8_s (local.get $b) (local.get $x))))
      (local.set $x (v128.load (local.get $input1)))
      (local.set $a1 (i32x4.add (local.get $a1) (i32x4.dot_i16x8_s (local.get $a) (local.get $x))))
      (local.set $b1 (i32x4.add (local.get $b1) (i32x4.dot_i16x8_s (local.get $b) (local.get $x))))
      (local.set $x (v128.load (local.get $input2)))
      (local.set $a2 (i32x4.add (local.get $a2) (i32x4.dot_i16x8_s (local.get $a) (local.get $x))))
      (local.set $b2 (i32x4.add (local.get $b2) (i32x4.dot_i16x8_s (local.get $b) (local.get $x))))
      (local.set $x (v128.load (local.get $input3)))
      (local.set $a3 (i32x4.add (local.get $a3) (i32x4.dot_i16x8_s (local.get $a) (local.get $x))))
      (local.set $b3 (i32x4.add (local.get $b3) (i32x4.dot_i16x8_s (local.get $b) (local.get $x))))
      (local.set $a (v128.load8x8_s offset=8 (local.get $weights)))
      (local.set $b (v128.load8x8_s offset=8 (i32.add (local.get $weights) (local.get $columns))))
      (local.set $x (v128.load offset=16 (local.get $input)))
      (local.set $a0 (i32x4.add (local.get $a0) (i32x4.dot_i16x8_s (local.get $a) (local.get $x))))
      (local.set $b0 (i32x4.add (local.get $b0) (i32x4.dot_i16x8_s (local.get $b) (local.get $x))))
      (local.set $x (v128.load offset=16 (local.get $input1)))
      (local.set $a1 (i32x4.add (local.get $a1) (i32x4.dot_i16x8_s (local.get $a) (local.get $x))))
      (local.set $b1 (i32x4.add (local.get $b1) (i32x4.dot_i16x8_s (local.get $b) (local.get $x))))
      (local.set $x (v128.load offset=16 (local.get $input2)))
      (local.set $a2 (i32x4.add (local.get $a2) (i32x4.dot_i16x8_s (local.get $a) (local.get $x))))
      (local.set $b2 (i32x4.add (local.get $b2) (i32x4.dot_i16x8_s (local.get $b) (local.get $x))))
      (local.set $x (v128.load offset=16 (local.get $input3)))
      (local.set $a3 (i32x4.add (local.get $a3) (i32x4.dot_i16x8_s (local.get $a) (local.get $x))))
      (local.set $b3 (i32x4.add (local.get $b3) (i32x4.dot_i16x8_s (local.get $b) (local.get $x))))
      (local.set $weights (i32.add (local.get $weights) (i32.const 16)))
      (local.set $input (i32.add (local.get $input) (i32.const 32)))
      (local.set $input1 (i32.add (local.get $input1) (i32.const 32)))
      (local.set $input2 (i32.add (local.get $input2) (i32.const 32)))
      (local.set $input3 (i32.add (local.get $input3) (i32.const 32)))
      (br_if $next (i32.lt_u (local.get $weights) (local.get $end))))
    (call $finish2 (local.get $a0) (local.get $b0) (local.get $scaleA) (local.get $scaleB)
      (local.get $biasA) (local.get $biasB) (local.get $tokenScale) (local.get $out))
    (local.set $out (i32.add (local.get $out) (local.get $outStride)))
    (call $finish2 (local.get $a1) (local.get $b1) (local.get $scaleA) (local.get $scaleB)
      (local.get $biasA) (local.get $biasB) (i32.add (local.get $tokenScale) (i32.const 4)) (local.get $out))
    (local.set $out (i32.add (local.get $out) (local.get $outStride)))
    (call $finish2 (local.get $a2) (local.get $b2) (local.get $scaleA) (local.get $scaleB)
      (local.get $biasA) (local.get $biasB) (i32.add (local.get $tokenScale) (i32.const 8)) (local.get $out))
    (local.set $out (i32.add (local.get $out) (local.get $outStride)))
    (call $finish2 (local.get $a3) (local.get $b3) (local.get $scaleA) (local.get $scaleB)
      (local.get $biasA) (local.get $biasB) (i32.add (local.get $tokenScale) (i32.const 12)) (local.get $out)))

  (func $finish2 (param $sumA v128) (param $sumB v128) (param $scaleA f32) (param $scaleB f32)
      (param $biasA f32) (param $biasB f32) (param $tokenScale i32) (param $out i32)
    (call $finish (local.get $sumA)
      (f32.mul (local.get $scaleA) (f32.load (local.get $tokenScale))) (local.get $biasA) (local.get $out))
    (call $finish (local.get $sumB)
      (f32.mul (local.get $scaleB) (f32.load (local.get $tokenScale))) (local.get $biasB)
      (i32.add (local.get $out) (i32.const 4))))

  ;; Rows in pairs, so that weights are read from far memory once; tokens in fours, then one by one.
  (func (export "linear") (param $weights i32) (param $rowScales i32) (param $biases i32) (param $activations i32)
      (param $tokenScales i32) (param $output i32) (param $rows i32) (param $columns i32) (param $tokens i32)
    (local $row i32) (local $token i32) (local $input i32) (local $out i32)
    (loop $nextRows
      (local.set $token (i32.const 0))
      (local.set $input (local.get $activations))
      (local.set $out (i32.add (local.get $output) (i32.shl (local.get $row) (i32.const 2))))
      (block $noFours
        (loop $nextFour
          (br_if $noFours (i32.gt_u (i32.add (local.get $token) (i32.const 4)) (local.get $tokens)))
          (call $tile4 (local.get $weights) (local.get $columns) (local.get $input)
            (f32.load (local.get $rowScales)) (f32.load offset=4 (local.get $rowScales))
            (f32.load (local.get $biases)) (f32.load offset=4 (local.get $biases))
            (i32.add (local.get $tokenScales) (i32.shl (local.get $token) (i32.const 2)))
            (local.get $out) (i32.shl (local.get $rows) (i32.const 2)))
          (local.set $token (i32.add (local.get $token) (i32.const 4)))
          (local.set $input (i32.add (local.get $input) (i32.shl (local.get $columns) (i32.const 3))))
          (local.set $out (i32.add (local.get $out) (i32.shl (local.get $rows) (i32.const 4))))
          (br $nextFour)))
      (block $done
        (loop $nextToken
          (br_if $done (i32.ge_u (local.get $token) (local.get $tokens)))
          (call $tile1 (local.get $weights) (local.get $columns) (local.get $input)
            (f32.load (local.get $rowScales)) (f32.load offset=4 (local.get $rowScales))
            (f32.load (local.get $biases)) (f32.load offset=4 (local.get $biases))
            (i32.add (local.get $tokenScales) (i32.shl (local.get $token) (i32.const 2)))
            (local.get $out))
          (local.set $token (i32.add (local.get $token) (i32.const 1)))
          (local.set $input (i32.add (local.get $input) (i32.shl (local.get $columns) (i32.const 1))))
          (local.set $out (i32.add (local.get $out) (i32.shl (local.get $rows) (i32.const 2))))
          (br $nextToken)))
      (local.set $weights (i32.add (local.get $weights) (i32.shl (local.get $columns) (i32.const 1))))
      (local.set $rowScales (i32.add (local.get $rowScales) (i32.const 8)))
      (local.set $biases (i32.add (local.get $biases) (i32.const 8)))
      (local.set $row (i32.add (local.get $row) (i32.const 2)))
      (br_if $nextRows (i32.lt_u (local.get $row) (local.get $rows)))))

  ;; Four floats to integers, ties to even.
  (func $round (param $address i32) (param $factor v128) (result v128)
    (i32x4.trunc_sat_f32x4_s (f32x4.nearest
      (f32x4.mul (v128.load (local.get $address)) (local.get $factor)))))

  (func (export "quantise") (param $values i32) (param $output i32) (param $scales i32)
      (param $columns i32) (param $tokens i32)
    (local $end i32) (local $at i32) (local $max4 v128) (local $max f32) (local $factor v128)
    (loop $nextToken
      (local.set $end (i32.add (local.get $values) (i32.shl (local.get $columns) (i32.const 2))))
      (local.set $at (local.get $values))
      (local.set $max4 (v128.const i32x4 0 0 0 0))
      (loop $next
        (local.set $max4 (f32x4.max (local.get $max4) (f32x4.abs (v128.load (local.get $at)))))
        (local.set $at (i32.add (local.get $at) (i32.const 16)))
        (br_if $next (i32.lt_u (local.get $at) (local.get $end))))
      (local.set $max (f32.max
        (f32.max (f32x4.extract_lane 0 (local.get $max4)) (f32x4.extract_lane 1 (local.get $max4)))
        (f32.max (f32x4.extract_lane 2 (local.get $max4)) (f32x4.extract_lane 3 (local.get $max4)))))
      (local.set $factor (f32x4.splat (select
        (f32.div (f32.const 4095) (local.get $max)) (f32.const 0) (f32.gt (local.get $max) (f32.const 0)))))
      (loop $next
        (v128.store (local.get $output) (i16x8.narrow_i32x4_s
          (call $round (local.get $values) (local.get $factor))
          (call $round (i32.add (local.get $values) (i32.const 16)) (local.get $factor))))
        (local.set $output (i32.add (local.get $output) (i32.const 16)))
        (local.set $values (i32.add (local.get $values) (i32.const 32)))
        (br_if $next (i32.lt_u (local.get $values) (local.get $end))))
      (f32.store (local.get $scales) (f32.div (local.get $max) (f32.const 4095)))
      (local.set $scales (i32.add (local.get $scales) (i32.const 4)))
      (local.set $tokens (i32.sub (local.get $tokens) (i32.const 1)))
      (br_if $nextToken (local.get $tokens))))

  ;; sum · z + coefficient, a step of Horner's scheme.
  (func $horner (param $sum v128) (param $z v128) (param $coefficient v128) (result v128)
    (f32x4.add (f32x4.mul (local.get $sum) (local.get $z)) (local.get $coefficient)))

  ;; See Approximations.gelu for the formula.
  (func (export "gelu") (param $values i32) (param $count i32)
    (local $end i32) (local $x v128) (local $z v128) (local $sum v128)
    (local.set $end (i32.add (local.get $values) (i32.shl (local.get $count) (i32.const 2))))
    (loop $next
      (local.set $x (v128.load (local.get $values)))
      (local.set $z (f32x4.mul (f32x4.abs (local.get $x)) (v128.const f32x4 0.70710678 0.70710678 0.70710678 0.70710678)))
      (local.set $sum (v128.const f32x4 0.0000430638 0.0000430638 0.0000430638 0.0000430638))
      (local.set $sum (call $horner (local.get $sum) (local.get $z)
        (v128.const f32x4 0.0002765672 0.0002765672 0.0002765672 0.0002765672)))
      (local.set $sum (call $horner (local.get $sum) (local.get $z)
        (v128.const f32x4 0.0001520143 0.0001520143 0.0001520143 0.0001520143)))
      (local.set $sum (call $horner (local.get $sum) (local.get $z)
        (v128.const f32x4 0.0092705272 0.0092705272 0.0092705272 0.0092705272)))
      (local.set $sum (call $horner (local.get $sum) (local.get $z)
        (v128.const f32x4 0.0422820123 0.0422820123 0.0422820123 0.0422820123)))
      (local.set $sum (call $horner (local.get $sum) (local.get $z)
        (v128.const f32x4 0.0705230784 0.0705230784 0.0705230784 0.0705230784)))
      (local.set $sum (call $horner (local.get $sum) (local.get $z) (v128.const f32x4 1 1 1 1)))
      (local.set $sum (f32x4.mul (local.get $sum) (local.get $sum)))
      (local.set $sum (f32x4.mul (local.get $sum) (local.get $sum)))
      (local.set $sum (f32x4.mul (local.get $sum) (local.get $sum)))
      (local.set $sum (f32x4.mul (local.get $sum) (local.get $sum)))
      (local.set $sum (f32x4.div (v128.const f32x4 0.5 0.5 0.5 0.5) (local.get $sum)))
      (v128.store (local.get $values) (f32x4.mul (local.get $x) (v128.bitselect
        (local.get $sum)
        (f32x4.sub (v128.const f32x4 1 1 1 1) (local.get $sum))
        (f32x4.lt (local.get $x) (v128.const f32x4 0 0 0 0)))))
      (local.set $values (i32.add (local.get $values) (i32.const 16)))
      (br_if $next (i32.lt_u (local.get $values) (local.get $end)))))

  ;; (lane 0 + lane 1) + (lane 2 + lane 3)
  (func $sum4 (param $lanes v128) (result f32)
    (f32.add
      (f32.add (f32x4.extract_lane 0 (local.get $lanes)) (f32x4.extract_lane 1 (local.get $lanes)))
      (f32.add (f32x4.extract_lane 2 (local.get $lanes)) (f32x4.extract_lane 3 (local.get $lanes)))))

  (func (export "addAndNormalise") (param $values i32) (param $residual i32) (param $weights i32) (param $biases i32)
      (param $epsilon f32) (param $columns i32) (param $tokens i32)
    (local $size i32) (local $at i32) (local $x v128) (local $sum v128) (local $mean v128) (local $inverse v128)
    (local.set $size (i32.shl (local.get $columns) (i32.const 2)))
    (loop $nextToken
      (local.set $at (i32.const 0))
      (local.set $sum (v128.const i32x4 0 0 0 0))
      (loop $next
        (local.set $x (f32x4.add
          (v128.load (i32.add (local.get $values) (local.get $at)))
          (v128.load (i32.add (local.get $residual) (local.get $at)))))
        (v128.store (i32.add (local.get $values) (local.get $at)) (local.get $x))
        (local.set $sum (f32x4.add (local.get $sum) (local.get $x)))
        (local.set $at (i32.add (local.get $at) (i32.const 16)))
        (br_if $next (i32.lt_u (local.get $at) (local.get $size))))
      (local.set $mean (f32x4.splat (f32.div
        (call $sum4 (local.get $sum)) (f32.convert_i32_s (local.get $columns)))))
      (local.set $at (i32.const 0))
      (local.set $sum (v128.const i32x4 0 0 0 0))
      (loop $next
        (local.set $x (f32x4.sub (v128.load (i32.add (local.get $values) (local.get $at))) (local.get $mean)))
        (local.set $sum (f32x4.add (local.get $sum) (f32x4.mul (local.get $x) (local.get $x))))
        (local.set $at (i32.add (local.get $at) (i32.const 16)))
        (br_if $next (i32.lt_u (local.get $at) (local.get $size))))
      (local.set $inverse (f32x4.splat (f32.div (f32.const 1) (f32.sqrt (f32.add
        (f32.div (call $sum4 (local.get $sum)) (f32.convert_i32_s (local.get $columns)))
        (local.get $epsilon))))))
      (local.set $at (i32.const 0))
      (loop $next
        (v128.store (i32.add (local.get $values) (local.get $at)) (f32x4.add
          (f32x4.mul
            (f32x4.mul
              (f32x4.sub (v128.load (i32.add (local.get $values) (local.get $at))) (local.get $mean))
              (local.get $inverse))
            (v128.load (i32.add (local.get $weights) (local.get $at))))
          (v128.load (i32.add (local.get $biases) (local.get $at)))))
        (local.set $at (i32.add (local.get $at) (i32.const 16)))
        (br_if $next (i32.lt_u (local.get $at) (local.get $size))))
      (local.set $values (i32.add (local.get $values) (local.get $size)))
      (local.set $residual (i32.add (local.get $residual) (local.get $size)))
      (local.set $tokens (i32.sub (local.get $tokens) (i32.const 1)))
      (br_if $nextToken (local.get $tokens))))

  ;; See Approximations.exp for the formula. What is no number must not trap, but go on to where it is noticed.
  (func $exp (param $x f32) (result f32)
    (local $n f32) (local $sum f32)
    (local.set $x (select (f32.const -87) (local.get $x) (f32.lt (local.get $x) (f32.const -87))))
    (local.set $n (f32.sub
      (f32.add (f32.mul (local.get $x) (f32.const 1.44269504)) (f32.const 12582912)) (f32.const 12582912)))
    (local.set $x (f32.sub
      (f32.sub (local.get $x) (f32.mul (local.get $n) (f32.const 0.693359375)))
      (f32.mul (local.get $n) (f32.const -2.12194440e-4))))
    (local.set $sum (f32.add
      (f32.mul (local.get $x) (f32.div (f32.const 1) (f32.const 720)))
      (f32.div (f32.const 1) (f32.const 120))))
    (local.set $sum (f32.add (f32.mul (local.get $sum) (local.get $x)) (f32.div (f32.const 1) (f32.const 24))))
    (local.set $sum (f32.add (f32.mul (local.get $sum) (local.get $x)) (f32.div (f32.const 1) (f32.const 6))))
    (local.set $sum (f32.add (f32.mul (local.get $sum) (local.get $x)) (f32.const 0.5)))
    (local.set $sum (f32.add (f32.mul (local.get $sum) (local.get $x)) (f32.const 1)))
    (local.set $sum (f32.add (f32.mul (local.get $sum) (local.get $x)) (f32.const 1)))
    (f32.mul (local.get $sum) (f32.reinterpret_i32 (i32.shl
      (i32.add (i32.trunc_sat_f32_s (local.get $n)) (i32.const 127)) (i32.const 23)))))

  (func (export "attend") (param $queries i32) (param $keys i32) (param $values i32) (param $scores i32)
      (param $output i32) (param $headSize i32) (param $columns i32) (param $tokens i32)
    (local $rowBytes i32) (local $headBytes i32) (local $head i32) (local $query i32) (local $row i32)
    (local $token i32) (local $d i32) (local $scoresEnd i32) (local $at i32)
    (local $lanes v128) (local $max f32) (local $sum f32) (local $scale f32)
    (local.set $rowBytes (i32.shl (local.get $columns) (i32.const 2)))
    (local.set $headBytes (i32.shl (local.get $headSize) (i32.const 2)))
    (local.set $scoresEnd (i32.add (local.get $scores) (i32.shl (local.get $tokens) (i32.const 2))))
    (local.set $scale (f32.div (f32.const 1) (f32.sqrt (f32.convert_i32_s (local.get $headSize)))))
    (loop $nextHead
      (local.set $token (i32.const 0))
      (local.set $query (local.get $head))
      (loop $nextToken
        ;; The scores of all tokens, and the largest.
        (local.set $max (f32.const -inf))
        (local.set $at (local.get $scores))
        (local.set $row (i32.add (local.get $keys) (local.get $head)))
        (loop $next
          (local.set $lanes (v128.const i32x4 0 0 0 0))
          (local.set $d (i32.const 0))
          (loop $nextLanes
            (local.set $lanes (f32x4.add (local.get $lanes) (f32x4.mul
              (v128.load (i32.add (i32.add (local.get $queries) (local.get $query)) (local.get $d)))
              (v128.load (i32.add (local.get $row) (local.get $d))))))
            (local.set $d (i32.add (local.get $d) (i32.const 16)))
            (br_if $nextLanes (i32.lt_u (local.get $d) (local.get $headBytes))))
          (local.set $sum (f32.mul (call $sum4 (local.get $lanes)) (local.get $scale)))
          (f32.store (local.get $at) (local.get $sum))
          (local.set $max (f32.max (local.get $max) (local.get $sum)))
          (local.set $row (i32.add (local.get $row) (local.get $rowBytes)))
          (local.set $at (i32.add (local.get $at) (i32.const 4)))
          (br_if $next (i32.lt_u (local.get $at) (local.get $scoresEnd))))
        ;; The weights, and their sum.
        (local.set $sum (f32.const 0))
        (local.set $at (local.get $scores))
        (loop $next
          (f32.store (local.get $at) (call $exp (f32.sub (f32.load (local.get $at)) (local.get $max))))
          (local.set $sum (f32.add (local.get $sum) (f32.load (local.get $at))))
          (local.set $at (i32.add (local.get $at) (i32.const 4)))
          (br_if $next (i32.lt_u (local.get $at) (local.get $scoresEnd))))
        ;; The weighted mean of the values.
        (local.set $d (i32.const 0))
        (loop $nextLanes
          (local.set $lanes (v128.const i32x4 0 0 0 0))
          (local.set $at (local.get $scores))
          (local.set $row (i32.add (i32.add (local.get $values) (local.get $head)) (local.get $d)))
          (loop $next
            (local.set $lanes (f32x4.add (local.get $lanes) (f32x4.mul
              (v128.load32_splat (local.get $at)) (v128.load (local.get $row)))))
            (local.set $row (i32.add (local.get $row) (local.get $rowBytes)))
            (local.set $at (i32.add (local.get $at) (i32.const 4)))
            (br_if $next (i32.lt_u (local.get $at) (local.get $scoresEnd))))
          (v128.store
            (i32.add (i32.add (local.get $output) (local.get $query)) (local.get $d))
            (f32x4.div (local.get $lanes) (f32x4.splat (local.get $sum))))
          (local.set $d (i32.add (local.get $d) (i32.const 16)))
          (br_if $nextLanes (i32.lt_u (local.get $d) (local.get $headBytes))))
        (local.set $query (i32.add (local.get $query) (local.get $rowBytes)))
        (local.set $token (i32.add (local.get $token) (i32.const 1)))
        (br_if $nextToken (i32.lt_u (local.get $token) (local.get $tokens))))
      (local.set $head (i32.add (local.get $head) (local.get $headBytes)))
      (br_if $nextHead (i32.lt_u (local.get $head) (local.get $rowBytes)))))
)
