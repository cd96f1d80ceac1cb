-- recheckable holds from now on which of the things in the row a re-checkable file says (Antiphon.Intake.Checked), so that those hold against what somebody's own archive says of the same
-- post, whichever came first. Of what is there already nothing is known but that the file was one.
UPDATE archived_posts SET recheckable = 32767 WHERE recheckable = 1;
