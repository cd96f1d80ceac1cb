-- Answers for which more boosts and likes have waited than one unit enters. after: the person up to whom they are in.
CREATE TABLE archived_due (
    call $INT NOT NULL,
    network $INT NOT NULL,
    key $INT NOT NULL,
    after $INT NOT NULL,
    PRIMARY KEY (call, network, key)
) $KEYED;
