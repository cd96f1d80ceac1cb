-- Who did what is asked of one person at a time and seldom, and keeping these sorted by person as well cost a large import more than the rows themselves.
DROP INDEX archived_acts_author;
