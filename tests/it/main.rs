//! One binary for all tests from outside.

mod pages; // every rule's page tells the truth
