-- Archives that members gave of their own accounts elsewhere. state: 1 waits, 2 is being read, 3 counted, 4 refused, 5 taken out (Antiphon.Intake.Own.OwnArchiveState).
-- file_key: the file in the data directory, empty once it is deleted. person: who the archive's author is among archived_people. file: what it is in files. report: JSON. problem: why it was refused.
CREATE TABLE own_archives (
    id $ID,
    account $INT NOT NULL,
    call $INT NOT NULL,
    state $INT NOT NULL,
    bytes $INT NOT NULL,
    file_key TEXT NOT NULL,
    network $INT,
    person $INT,
    file $INT,
    report TEXT,
    problem TEXT NOT NULL DEFAULT '',
    created $INT NOT NULL,
    finished $INT
) $ROWS;

CREATE INDEX own_archives_account ON own_archives (account, call);
CREATE INDEX own_archives_waiting ON own_archives (state) WHERE state < 3;
