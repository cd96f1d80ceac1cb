-- Accounts that are one person because the people said so. account: the member who made the link; other: the account that is theirs as well.
-- how (Antiphon.People.Links.LinkedBy): 1 both profiles name each other, 2 signed in to both, 3 a bridge's published mapping, 4 their own archive. Private unless shown = 1.
-- address: where the other profile is, if it is one. seq: the number in the ledger's count at which it was made. checked: when it was last found to hold.
CREATE TABLE links (
    account $INT NOT NULL,
    other $INT NOT NULL,
    how $INT NOT NULL,
    shown $INT NOT NULL DEFAULT 0,
    address TEXT NOT NULL DEFAULT '',
    seq $INT NOT NULL,
    created $INT NOT NULL,
    checked $INT NOT NULL,
    PRIMARY KEY (account, other)
) $KEYED;

CREATE INDEX links_other ON links (other);
CREATE UNIQUE INDEX links_archive ON links (other) WHERE how = 4;

-- At these numbers of the ledger's count links were made or undone. Whose is not kept: what is undone leaves no trace.
CREATE TABLE link_changes (seq $ID) $ROWS;
