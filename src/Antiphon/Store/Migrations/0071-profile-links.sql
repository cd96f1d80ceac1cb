-- Lines of profiles that are an address of a page: when it is looked at next, to see whether it names the profile as well. failures: in a row.
-- That it does stands in accounts.fields, as the third of [[name, value, verified at]]. peer: the account here that the page is of, where there is one and a link was made.
CREATE TABLE profile_links (
    account $INT NOT NULL,
    address TEXT NOT NULL,
    due $INT NOT NULL,
    failures $INT NOT NULL DEFAULT 0,
    peer $INT,
    PRIMARY KEY (account, address)
) $KEYED;

CREATE INDEX profile_links_due ON profile_links (due);
