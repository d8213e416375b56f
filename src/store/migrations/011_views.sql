-- Views for people. They hold nothing of their own, and rasid itself does not use them.

create view articles_view as
    -- An article with the names that belong to it, in one row.
    select
        a.id,
        a.dated,
        a.published,
        a.language,
        a.site,
        a.title,
        (select group_concat(name, ', ') from (
            select name from article_authors where article_id = a.id order by position
        )) as authors,
        (select group_concat(topic, ', ') from (
            select topic from article_topics where article_id = a.id order by score desc, topic
        )) as topics,
        (select group_concat(source_id, ', ') from (
            select source_id from sightings where article_id = a.id order by first_seen, source_id
        )) as sources,
        a.copy_of,
        a.copy_kind,
        (select count(*) from articles c where c.copy_of = a.id) as copies,
        a.story_id,
        a.word_count,
        a.first_seen,
        a.key,
        a.url,
        a.summary,
        a.text
    from articles a;

create view topic_days as
    -- How much of a topic a day brought, by language.
    select
        t.topic,
        substr(t.dated, 1, 10) as day,
        a.language,
        count(*) as articles,
        count(*) filter (where a.copy_of is not null) as copies
    from article_topics t join articles a on a.id = t.article_id
    group by t.topic, day, a.language;

create view source_days as
    -- What a source listed of a day, and how its polls went on it.
    with listed as (
        select
            s.source_id,
            substr(s.dated, 1, 10) as day,
            count(*) as articles,
            count(*) filter (where a.copy_of is not null) as copies
        from sightings s join articles a on a.id = s.article_id
        group by s.source_id, day
    ), asked as (
        select
            source_id,
            substr(started_at, 1, 10) as day,
            count(*) as polls,
            count(*) filter (where result = 'failed') as failed
        from polls
        where result <> 'imported'
        group by source_id, day
    ), days as (
        select source_id, day from listed union select source_id, day from asked
    )
    select
        d.source_id,
        d.day,
        coalesce(l.articles, 0) as articles,
        coalesce(l.copies, 0) as copies,
        coalesce(p.polls, 0) as polls,
        coalesce(p.failed, 0) as failed
    from days d
    left join listed l on l.source_id = d.source_id and l.day = d.day
    left join asked p on p.source_id = d.source_id and p.day = d.day;

create view story_view as
    -- Events that several articles tell of; those that went into another story are left out.
    select
        s.id,
        s.last_dated,
        s.first_dated,
        s.title,
        s.article_count as articles,
        s.text_count as texts,
        s.source_count as sources,
        (select group_concat(value, ', ') from json_each(s.languages)) as languages,
        (select group_concat(topic, ', ') from (
            select t.topic from articles a join article_topics t on t.article_id = a.id
            where a.story_id = s.id group by t.topic order by count(*) desc, t.topic
        )) as topics,
        (select coalesce(site, url) from articles where story_id = s.id order by dated, id limit 1) as first_told_by,
        s.lead_article_id,
        l.url
    from stories s left join articles l on l.id = s.lead_article_id
    where s.merged_into is null;
