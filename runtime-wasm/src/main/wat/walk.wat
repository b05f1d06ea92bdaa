;; The search of one level of the graph: what core's HnswSearcher does, with the same results, but with neighbour lists,
;; visited nodes and both heaps in the memory that the engine shares, and no call back.
;;
;; Keys of nodes are those of core's NodeQueue; the graph's layout is told in core's package format. Every number of the
;; graph is checked before it is used.
(module
  (import "env" "memory" (memory 1 32768))
  (import "kernels" "scoreNodes" (func $scoreNodes (param i32 i32 i32 i32 i32 i32 i32)))

  ;; Adds $key to a heap that has its smallest key in place 1; $at is the heap's new size.
  (func $push (param $heap i32) (param $at i32) (param $key i64)
    (local $parent i64)
    (block $placed
      (loop $rise
        (br_if $placed (i32.eq (local.get $at) (i32.const 1)))
        (local.set $parent (i64.load (i32.add (local.get $heap) (i32.shl (i32.shr_u (local.get $at) (i32.const 1)) (i32.const 3)))))
        (br_if $placed (i64.le_s (local.get $parent) (local.get $key)))
        (i64.store (i32.add (local.get $heap) (i32.shl (local.get $at) (i32.const 3))) (local.get $parent))
        (local.set $at (i32.shr_u (local.get $at) (i32.const 1)))
        (br $rise)))
    (i64.store (i32.add (local.get $heap) (i32.shl (local.get $at) (i32.const 3))) (local.get $key)))

  ;; Puts $key in the place of the smallest key of a heap.
  (func $replaceTop (param $heap i32) (param $size i32) (param $key i64)
    (local $at i32) (local $child i32) (local $end i32)
    ;; From here on places are addresses: that of the children of place i is twice as far from the heap's start.
    (local.set $at (i32.const 8))
    (local.set $end (i32.shl (local.get $size) (i32.const 3)))
    (block $placed
      (loop $sink
        (local.set $child (i32.shl (local.get $at) (i32.const 1)))
        (br_if $placed (i32.gt_u (local.get $child) (local.get $end)))
        (if (i32.lt_u (local.get $child) (local.get $end)) (then
          (if (i64.lt_s
                (i64.load offset=8 (i32.add (local.get $heap) (local.get $child)))
                (i64.load (i32.add (local.get $heap) (local.get $child))))
            (then (local.set $child (i32.add (local.get $child) (i32.const 8)))))))
        (br_if $placed (i64.ge_s (i64.load (i32.add (local.get $heap) (local.get $child))) (local.get $key)))
        (i64.store (i32.add (local.get $heap) (local.get $at)) (i64.load (i32.add (local.get $heap) (local.get $child))))
        (local.set $at (local.get $child))
        (br $sink)))
    (i64.store (i32.add (local.get $heap) (local.get $at)) (local.get $key)))

  ;; The place of $node among the ascending $count ids at $ids, or -1.
  (func $position (param $ids i32) (param $count i32) (param $node i32) (result i32)
    (local $low i32) (local $middle i32) (local $found i32)
    (loop $halve
      (if (i32.ge_u (local.get $low) (local.get $count)) (then (return (i32.const -1))))
      (local.set $middle (i32.shr_u (i32.add (local.get $low) (local.get $count)) (i32.const 1)))
      (local.set $found (i32.load (i32.add (local.get $ids) (i32.shl (local.get $middle) (i32.const 2)))))
      (if (i32.eq (local.get $found) (local.get $node)) (then (return (local.get $middle))))
      (if (i32.lt_s (local.get $found) (local.get $node))
        (then (local.set $low (i32.add (local.get $middle) (i32.const 1))))
        (else (local.set $count (local.get $middle))))
      (br $halve))
    (unreachable))

  ;; Finds about the $ef best nodes of a level from $entry on, best first, in places 1 to the result of the heap "best"; or -1
  ;; if the graph is damaged. $walk is the address of what SimdGraphSearcher lays out:
  ;;    0 nodes of the graph      4 bits of a node's id    8 room for 512 node ids   12 room for 512 scores
  ;;   16 a byte for each node   20 the mark of this walk  24 candidates, as complements of their keys   28 best
  ;;   32 encoding  36 records  40 lanes  44 query  48 scale and  52 summand that make a record's score the node's (floats)
  ;;   56 nodes scored, counted on    60 bytes of a record    64 where the sum of what was touched goes
  ;; $ids is 0 on level 0, where every node is in the place of its number.
  (func (export "walk")
    (param $walk i32) (param $ends i32) (param $lists i32) (param $links i32) (param $ids i32) (param $idCount i32)
    (param $entry i64) (param $ef i32) (result i32)
    (local $candidates i32) (local $candidateCount i32) (local $best i32) (local $bestCount i32)
    (local $visited i32) (local $mark i32) (local $nodes i32) (local $scores i32) (local $size i32)
    (local $bits i32) (local $mask i32) (local $node i32) (local $start i32) (local $count i32)
    (local $records i32) (local $recordSize i32) (local $line i32) (local $lineEnd i32) (local $touched i32)
    (local $bit i64) (local $at i32) (local $fresh i32) (local $i i32) (local $key i64) (local $worst i64)
    (local.set $size (i32.load (local.get $walk)))
    (local.set $bits (i32.load offset=4 (local.get $walk)))
    (local.set $mask (i32.sub (i32.shl (i32.const 1) (local.get $bits)) (i32.const 1)))
    (local.set $nodes (i32.load offset=8 (local.get $walk)))
    (local.set $scores (i32.load offset=12 (local.get $walk)))
    (local.set $visited (i32.load offset=16 (local.get $walk)))
    (local.set $mark (i32.load offset=20 (local.get $walk)))
    (local.set $candidates (i32.load offset=24 (local.get $walk)))
    (local.set $best (i32.load offset=28 (local.get $walk)))
    (local.set $records (i32.load offset=36 (local.get $walk)))
    (local.set $recordSize (i32.load offset=60 (local.get $walk)))
    (i32.store8
      (i32.add (local.get $visited) (i32.xor (i32.wrap_i64 (local.get $entry)) (i32.const -1))) (local.get $mark))
    (i64.store offset=8 (local.get $candidates) (i64.xor (local.get $entry) (i64.const -1)))
    (i64.store offset=8 (local.get $best) (local.get $entry))
    (local.set $candidateCount (i32.const 1))
    (local.set $bestCount (i32.const 1))
    (block $done
      (loop $expand
        (br_if $done (i32.eqz (local.get $candidateCount)))
        (local.set $key (i64.xor (i64.load offset=8 (local.get $candidates)) (i64.const -1)))
        (if (i32.eq (local.get $bestCount) (local.get $ef)) (then
          (br_if $done (i64.lt_s (local.get $key) (i64.load offset=8 (local.get $best))))))
        (local.set $candidateCount (i32.sub (local.get $candidateCount) (i32.const 1)))
        (call $replaceTop (local.get $candidates) (local.get $candidateCount)
          (i64.load offset=8 (i32.add (local.get $candidates) (i32.shl (local.get $candidateCount) (i32.const 3)))))
        (local.set $node (i32.xor (i32.wrap_i64 (local.get $key)) (i32.const -1)))
        (if (local.get $ids) (then
          (local.set $node (call $position (local.get $ids) (local.get $idCount) (local.get $node)))
          (if (i32.lt_s (local.get $node) (i32.const 0)) (then (return (i32.const -1))))))
        ;; Its list: links $start to $start + $count - 1
        (local.set $at (i32.add (local.get $ends) (i32.shl (local.get $node) (i32.const 2))))
        (local.set $start (i32.const 0))
        (if (local.get $node) (then (local.set $start (i32.load (i32.sub (local.get $at) (i32.const 4))))))
        (local.set $at (i32.load (local.get $at)))
        (local.set $count (i32.sub (local.get $at) (local.get $start)))
        (if (i32.or (i32.gt_u (local.get $at) (local.get $links)) (i32.gt_u (local.get $start) (local.get $at)))
          (then (return (i32.const -1))))
        (if (i32.gt_u (local.get $count) (i32.const 512)) (then (return (i32.const -1))))
        (local.set $bit (i64.mul (i64.extend_i32_u (local.get $start)) (i64.extend_i32_u (local.get $bits))))
        (local.set $at (i32.add (local.get $lists) (i32.wrap_i64 (i64.shr_u (local.get $bit) (i64.const 3)))))
        (local.set $start (i32.and (i32.wrap_i64 (local.get $bit)) (i32.const 7)))
        ;; Those that this walk has not met yet
        (local.set $fresh (local.get $nodes))
        (block $read
          (loop $next
            (br_if $read (i32.eqz (local.get $count)))
            (local.set $count (i32.sub (local.get $count) (i32.const 1)))
            (local.set $node (i32.and (local.get $mask) (i32.shr_u
              (i32.load align=1 (i32.add (local.get $at) (i32.shr_u (local.get $start) (i32.const 3))))
              (i32.and (local.get $start) (i32.const 7)))))
            (local.set $start (i32.add (local.get $start) (local.get $bits)))
            (if (i32.ge_u (local.get $node) (local.get $size)) (then (return (i32.const -1))))
            (br_if $next (i32.eq
              (i32.load8_u (i32.add (local.get $visited) (local.get $node))) (local.get $mark)))
            (i32.store8 (i32.add (local.get $visited) (local.get $node)) (local.get $mark))
            (i32.store (local.get $fresh) (local.get $node))
            (local.set $fresh (i32.add (local.get $fresh) (i32.const 4)))
            ;; A byte of each cache line of its record, so that memory has all on the way before the first is scored
            (local.set $line (i32.add (local.get $records) (i32.mul (local.get $node) (local.get $recordSize))))
            (local.set $lineEnd (i32.add (local.get $line) (local.get $recordSize)))
            (loop $touch
              (local.set $touched (i32.add (local.get $touched) (i32.load8_u (local.get $line))))
              (local.set $line (i32.add (local.get $line) (i32.const 64)))
              (br_if $touch (i32.lt_u (local.get $line) (local.get $lineEnd))))
            (br $next)))
        (i32.store offset=64 (local.get $walk) (local.get $touched))
        (local.set $count (i32.shr_u (i32.sub (local.get $fresh) (local.get $nodes)) (i32.const 2)))
        (i32.store offset=56 (local.get $walk) (i32.add (i32.load offset=56 (local.get $walk)) (local.get $count)))
        (call $scoreNodes (i32.load offset=32 (local.get $walk)) (i32.load offset=36 (local.get $walk))
          (i32.load offset=40 (local.get $walk)) (i32.load offset=44 (local.get $walk))
          (local.get $nodes) (local.get $count) (local.get $scores))
        (local.set $i (i32.const 0))
        (local.set $worst (i64.const 0x8000000000000000))
        (block $kept
          (loop $next
            (if (i32.eq (local.get $bestCount) (local.get $ef)) (then
              (local.set $worst (i64.load offset=8 (local.get $best)))))
            (br_if $kept (i32.eq (local.get $i) (local.get $count)))
            (local.set $at (i32.reinterpret_f32 (f32.add (f32.load offset=52 (local.get $walk)) (f32.mul
              (f32.load offset=48 (local.get $walk))
              (f32.load (i32.add (local.get $scores) (i32.shl (local.get $i) (i32.const 2))))))))
            (local.set $key (i64.or
              (i64.shl (i64.extend_i32_u (i32.xor (local.get $at)
                (i32.and (i32.shr_s (local.get $at) (i32.const 31)) (i32.const 0x7FFFFFFF)))) (i64.const 32))
              (i64.extend_i32_u (i32.xor (i32.const -1)
                (i32.load (i32.add (local.get $nodes) (i32.shl (local.get $i) (i32.const 2))))))))
            (local.set $i (i32.add (local.get $i) (i32.const 1)))
            (br_if $next (i64.le_s (local.get $key) (local.get $worst)))
            ;; The node may be expanded soon: the end of its list is asked for too.
            (if (i32.eqz (local.get $ids)) (then
              (local.set $line (i32.load (i32.add (local.get $ends)
                (i32.shl (i32.xor (i32.wrap_i64 (local.get $key)) (i32.const -1)) (i32.const 2)))))
              (if (i32.le_u (local.get $line) (local.get $links)) (then
                (local.set $touched (i32.add (local.get $touched) (i32.load8_u (i32.add (local.get $lists)
                  (i32.wrap_i64 (i64.shr_u
                    (i64.mul (i64.extend_i32_u (local.get $line)) (i64.extend_i32_u (local.get $bits)))
                    (i64.const 3)))))))))))
            (local.set $candidateCount (i32.add (local.get $candidateCount) (i32.const 1)))
            (call $push (local.get $candidates) (local.get $candidateCount) (i64.xor (local.get $key) (i64.const -1)))
            (if (i32.lt_u (local.get $bestCount) (local.get $ef))
              (then
                (local.set $bestCount (i32.add (local.get $bestCount) (i32.const 1)))
                (call $push (local.get $best) (local.get $bestCount) (local.get $key)))
              (else (call $replaceTop (local.get $best) (local.get $bestCount) (local.get $key))))
            (br $next)))
        (br $expand)))
    ;; Best first: the worst goes to the end, again and again.
    (local.set $i (local.get $bestCount))
    (loop $sort
      (local.set $key (i64.load offset=8 (local.get $best)))
      (local.set $at (i32.add (local.get $best) (i32.shl (local.get $i) (i32.const 3))))
      (local.set $i (i32.sub (local.get $i) (i32.const 1)))
      (call $replaceTop (local.get $best) (local.get $i) (i64.load (local.get $at)))
      (i64.store (local.get $at) (local.get $key))
      (br_if $sort (local.get $i)))
    (local.get $bestCount)))
