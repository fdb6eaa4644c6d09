"""What is claimed about speed, as commands; RESULTS.md is what they found."""
