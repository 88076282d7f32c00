"""Files of evidence and frozen documents over HTTP: sent, checked, kept, and given out again."""
