-- Posts for later. draft: JSON (Antiphon.Posts.Scheduling.ScheduledDraft). at: UTC ms. failed: what it was refused with when it was due; its author sees it and may choose another time.
CREATE TABLE scheduled_posts (
    id $ID,
    account $INT NOT NULL,
    at $INT NOT NULL,
    draft TEXT NOT NULL,
    failed $INT NOT NULL DEFAULT 0
) $ROWS;

CREATE INDEX scheduled_posts_account ON scheduled_posts (account, id);
CREATE INDEX scheduled_posts_due ON scheduled_posts (at) WHERE failed = 0;

-- The post for later that keeps a picture meanwhile.
ALTER TABLE media ADD COLUMN scheduled $INT;

CREATE INDEX media_scheduled ON media (scheduled) WHERE scheduled IS NOT NULL;
