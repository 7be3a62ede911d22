//! Texts changed as people change plans: by the line and by the value. libFuzzer itself changes bytes, which mostly breaks the syntax.

use libfuzzer_sys::fuzzer_mutate;
use rand::rngs::SmallRng;
use rand::{Rng, SeedableRng};

/// Changes the first `size` bytes of `data`, which has room for `room`; gives how many there are now.
pub fn changed(data: &mut [u8], size: usize, room: usize, seed: u32) -> usize {
    let mut random = SmallRng::seed_from_u64(seed.into());
    if random.random_ratio(1, 3) {
        return fuzzer_mutate(data, size, room);
    }
    let mut lines: Vec<Vec<u8>> =
        data[..size].split_inclusive(|byte| *byte == b'\n').map(<[u8]>::to_vec).collect();
    if lines.len() < 2 {
        return fuzzer_mutate(data, size, room);
    }
    for _ in 0..random.random_range(1..4) {
        change_lines(&mut lines, &mut random);
    }
    let text = lines.concat();
    let size = text.len().min(room);
    data[..size].copy_from_slice(&text[..size]);
    size
}

fn change_lines(lines: &mut Vec<Vec<u8>>, random: &mut SmallRng) {
    let [one, other] = [(); 2].map(|()| random.random_range(0..lines.len()));
    match random.random_range(0..5) {
        0 if lines.len() > 2 => {
            lines.remove(one);
        }
        1 => lines.swap(one, other),
        2 => lines.insert(one, lines[other].clone()),
        // A value of another line, behind the key of this one.
        3 => lines[one] = [before_value(&lines[one]), value(&lines[other])].concat(),
        _ => lines[one] = [before_value(&lines[other]), value(&lines[one])].concat(),
    }
}

/// Where the value of a line begins, if there is one: behind its `=`.
fn split(line: &[u8]) -> usize {
    line.iter().position(|byte| *byte == b'=').map_or(0, |at| at + 1)
}

fn before_value(line: &[u8]) -> &[u8] {
    &line[..split(line)]
}

fn value(line: &[u8]) -> &[u8] {
    &line[split(line)..]
}
