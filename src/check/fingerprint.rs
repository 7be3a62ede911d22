//! The identity of a finding: the same wherever its line or its file moves.

use std::collections::HashMap;

use sha2::{Digest, Sha256};

use crate::finding::Finding;
use crate::plan::Plan;

/// Gives fingerprints; the second of two alike findings gets one of its own.
#[derive(Default)]
pub(super) struct Fingerprints {
    seen: HashMap<[u8; 16], u32>,
}

impl Fingerprints {
    /// The fingerprint of a finding: 32 hexadecimal digits of the SHA-256 of its rule, its entry (its file, where it
    /// has none) and what is wrong.
    pub(super) fn of(&mut self, plan: &Plan<'_>, finding: &Finding) -> String {
        let mut hash = Sha256::new();
        let mut add = |part: &str| {
            hash.update(part.as_bytes());
            hash.update([0]);
        };
        add(finding.rule);
        match &finding.entry {
            Some(entry) => {
                add(entry.kind.name());
                add(&entry.id);
            }
            None => add(plan.snapshot.within_plan(plan.snapshot.path(finding.at.file))),
        }
        add(&finding.about);
        let mut short = [0; 16];
        short.copy_from_slice(&hash.finalize()[..16]);
        let before = self.seen.entry(short).or_default();
        *before += 1;
        if *before > 1 {
            let again =
                Sha256::new().chain_update(short).chain_update(before.to_be_bytes()).finalize();
            short.copy_from_slice(&again[..16]);
        }
        short.iter().map(|byte| format!("{byte:02x}")).collect()
    }
}
