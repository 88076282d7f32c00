"""Published statistics: what is counted, what has to be withheld, and how a release is made."""
