-- Which public posts carry a link, as it is written but for its fragment: what else was said of an article. Of posts since this step.
CREATE TABLE post_links (
    link TEXT NOT NULL,
    post $INT NOT NULL,
    PRIMARY KEY (link, post)
) $KEYED;

CREATE INDEX post_links_post ON post_links (post);
