-- Whether an answer that this post was has left the ledger, so that it is in "ever" and need not be put through it once more. (The column ring is 0 then, and never below.)
ALTER TABLE archived_posts ADD COLUMN has_left $INT NOT NULL DEFAULT 0;
