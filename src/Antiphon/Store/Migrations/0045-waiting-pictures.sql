-- How many pictures of one member wait to be attached.
CREATE INDEX media_waiting ON media (account) WHERE post IS NULL;
CREATE INDEX doomed_files_since ON doomed_files (since);
