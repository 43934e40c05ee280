-- Tables of a launchledger database, contract 1.1. Generated: do not edit.

CREATE TABLE runs (
  run_id TEXT NOT NULL,
  extractor_version TEXT NOT NULL,
  model_name TEXT,
  model_version TEXT,
  knowledge_version TEXT NOT NULL,
  schema_version TEXT NOT NULL,
  inputs JSON NOT NULL,
  CONSTRAINT pk_runs PRIMARY KEY (run_id)
);

COMMENT ON TABLE runs IS 'What made the rows: a run has one version of everything.';

COMMENT ON COLUMN runs.knowledge_version IS 'Empty where the run made no record, only loaded them.';

COMMENT ON COLUMN runs.inputs IS 'What was read, sorted; empty where the caller did not say.';

CREATE TABLE articles (
  article_id TEXT NOT NULL,
  source TEXT NOT NULL,
  url TEXT,
  title TEXT,
  published TEXT,
  published_from TEXT,
  modified TEXT,
  modified_from TEXT,
  outlet TEXT,
  authors JSON NOT NULL,
  language TEXT,
  text_sha256 TEXT NOT NULL,
  duplicate_of TEXT,
  text TEXT NOT NULL,
  schema_version TEXT NOT NULL,
  superseded_by TEXT,
  withdrawn TEXT,
  search_id BIGINT,
  record JSON NOT NULL,
  record_sha256 TEXT NOT NULL,
  run_id TEXT NOT NULL,
  CONSTRAINT pk_articles PRIMARY KEY (article_id),
  CONSTRAINT ck_articles_published_from CHECK (published_from IN ('metadata', 'html', 'sidecar', 'filename', 'dateline', 'text')),
  CONSTRAINT ck_articles_modified_from CHECK (modified_from IN ('metadata', 'html', 'sidecar', 'filename', 'dateline', 'text')),
  CONSTRAINT ck_articles_superseded_by CHECK (superseded_by != article_id),
  CONSTRAINT fk_articles_superseded_by FOREIGN KEY(superseded_by) REFERENCES articles (article_id) ON DELETE SET NULL,
  CONSTRAINT fk_articles_run_id FOREIGN KEY(run_id) REFERENCES runs (run_id)
);

CREATE INDEX ix_articles_duplicate_of ON articles (duplicate_of);

CREATE INDEX ix_articles_published ON articles (published);

CREATE INDEX ix_articles_run_id ON articles (run_id);

CREATE INDEX ix_articles_search ON articles USING gin (to_tsvector('english', left(coalesce(title, '') || ' ' || text, 200000)));

CREATE UNIQUE INDEX ix_articles_search_id ON articles (search_id);

CREATE INDEX ix_articles_source ON articles (source);

CREATE INDEX ix_articles_superseded_by ON articles (superseded_by);

CREATE INDEX ix_articles_url ON articles (url);

COMMENT ON TABLE articles IS 'Texts as they were read. Current ones: superseded_by IS NULL AND withdrawn IS NULL.';

COMMENT ON COLUMN articles.authors IS 'By-line names.';

COMMENT ON COLUMN articles.duplicate_of IS 'The first article of the run with this text or nearly this one; null where this is the first. No key: it may be in another database. coalesce(duplicate_of, article_id) is the cluster.';

COMMENT ON COLUMN articles.superseded_by IS 'The article that took this one''s place at the same source or URL; null for current articles.';

COMMENT ON COLUMN articles.withdrawn IS 'Why the article was taken back on purpose; null for all others.';

COMMENT ON COLUMN articles.search_id IS 'Number of the article in full-text search, from its id.';

COMMENT ON COLUMN articles.record IS 'The whole record, the same bytes as its line of JSON Lines.';

COMMENT ON COLUMN articles.record_sha256 IS 'Digest of that line: where it is equal there is nothing to load.';

CREATE TABLE quarantine (
  line_sha256 TEXT NOT NULL,
  place TEXT NOT NULL,
  reason TEXT NOT NULL,
  line BYTEA NOT NULL,
  run_id TEXT NOT NULL,
  CONSTRAINT pk_quarantine PRIMARY KEY (line_sha256),
  CONSTRAINT fk_quarantine_run_id FOREIGN KEY(run_id) REFERENCES runs (run_id)
);

CREATE INDEX ix_quarantine_run_id ON quarantine (run_id);

COMMENT ON TABLE quarantine IS 'What could not be stored, and why. A line leaves when it is loaded with success.';

COMMENT ON COLUMN quarantine.place IS 'Where it came from: file and line, or the source of the article.';

COMMENT ON COLUMN quarantine.line IS 'The bytes as given; no text, because some are none.';

CREATE TABLE events (
  article_id TEXT NOT NULL,
  event_id TEXT NOT NULL,
  position INTEGER NOT NULL,
  prominence TEXT NOT NULL,
  kind TEXT NOT NULL,
  status TEXT NOT NULL,
  confidence FLOAT NOT NULL,
  trigger_start INTEGER NOT NULL,
  trigger_end INTEGER NOT NULL,
  trigger_text TEXT NOT NULL,
  country TEXT,
  country_text TEXT,
  country_attributed_to TEXT,
  country_confidence FLOAT,
  actor TEXT,
  actor_text TEXT,
  actor_attributed_to TEXT,
  actor_confidence FLOAT,
  count_min INTEGER,
  count_max INTEGER,
  count_approximate BOOLEAN,
  count_text TEXT,
  count_attributed_to TEXT,
  count_confidence FLOAT,
  distance_km_min FLOAT,
  distance_km_max FLOAT,
  distance_km_approximate BOOLEAN,
  distance_km_text TEXT,
  distance_km_attributed_to TEXT,
  distance_km_confidence FLOAT,
  altitude_km_min FLOAT,
  altitude_km_max FLOAT,
  altitude_km_approximate BOOLEAN,
  altitude_km_text TEXT,
  altitude_km_attributed_to TEXT,
  altitude_km_confidence FLOAT,
  range_km_min FLOAT,
  range_km_max FLOAT,
  range_km_approximate BOOLEAN,
  range_km_text TEXT,
  range_km_attributed_to TEXT,
  range_km_confidence FLOAT,
  flight_minutes_min FLOAT,
  flight_minutes_max FLOAT,
  flight_minutes_approximate BOOLEAN,
  flight_minutes_text TEXT,
  flight_minutes_attributed_to TEXT,
  flight_minutes_confidence FLOAT,
  speed_mach_min FLOAT,
  speed_mach_max FLOAT,
  speed_mach_approximate BOOLEAN,
  speed_mach_text TEXT,
  speed_mach_attributed_to TEXT,
  speed_mach_confidence FLOAT,
  date_iso TEXT,
  date_start TEXT,
  date_end TEXT,
  date_weekday INTEGER,
  date_time_of_day TEXT,
  date_resolved_from TEXT,
  date_text TEXT,
  date_attributed_to TEXT,
  date_confidence FLOAT,
  launch_site_name TEXT,
  launch_site_country TEXT,
  launch_site_latitude FLOAT,
  launch_site_longitude FLOAT,
  launch_site_text TEXT,
  launch_site_attributed_to TEXT,
  launch_site_confidence FLOAT,
  impact_area_name TEXT,
  impact_area_country TEXT,
  impact_area_latitude FLOAT,
  impact_area_longitude FLOAT,
  impact_area_text TEXT,
  impact_area_attributed_to TEXT,
  impact_area_confidence FLOAT,
  run_id TEXT NOT NULL,
  CONSTRAINT pk_events PRIMARY KEY (article_id, event_id),
  CONSTRAINT ck_events_prominence CHECK (prominence IN ('main', 'background')),
  CONSTRAINT ck_events_kind CHECK (kind IN ('test', 'attack', 'space_launch')),
  CONSTRAINT ck_events_status CHECK (status IN ('occurred', 'failed', 'planned')),
  CONSTRAINT ck_events_confidence CHECK (confidence BETWEEN 0 AND 1),
  CONSTRAINT ck_events_trigger CHECK (trigger_start >= 0 AND trigger_start < trigger_end),
  CONSTRAINT ck_events_country CHECK (length(country) = 2),
  CONSTRAINT ck_events_country_confidence CHECK (country_confidence BETWEEN 0 AND 1),
  CONSTRAINT ck_events_actor_confidence CHECK (actor_confidence BETWEEN 0 AND 1),
  CONSTRAINT ck_events_count CHECK (count_min <= count_max),
  CONSTRAINT ck_events_count_confidence CHECK (count_confidence BETWEEN 0 AND 1),
  CONSTRAINT ck_events_distance_km CHECK (distance_km_min <= distance_km_max),
  CONSTRAINT ck_events_distance_km_confidence CHECK (distance_km_confidence BETWEEN 0 AND 1),
  CONSTRAINT ck_events_altitude_km CHECK (altitude_km_min <= altitude_km_max),
  CONSTRAINT ck_events_altitude_km_confidence CHECK (altitude_km_confidence BETWEEN 0 AND 1),
  CONSTRAINT ck_events_range_km CHECK (range_km_min <= range_km_max),
  CONSTRAINT ck_events_range_km_confidence CHECK (range_km_confidence BETWEEN 0 AND 1),
  CONSTRAINT ck_events_flight_minutes CHECK (flight_minutes_min <= flight_minutes_max),
  CONSTRAINT ck_events_flight_minutes_confidence CHECK (flight_minutes_confidence BETWEEN 0 AND 1),
  CONSTRAINT ck_events_speed_mach CHECK (speed_mach_min <= speed_mach_max),
  CONSTRAINT ck_events_speed_mach_confidence CHECK (speed_mach_confidence BETWEEN 0 AND 1),
  CONSTRAINT ck_events_date CHECK (date_start <= date_end),
  CONSTRAINT ck_events_date_weekday CHECK (date_weekday BETWEEN 1 AND 7),
  CONSTRAINT ck_events_date_resolved_from CHECK (date_resolved_from IN ('published', 'text')),
  CONSTRAINT ck_events_date_confidence CHECK (date_confidence BETWEEN 0 AND 1),
  CONSTRAINT ck_events_launch_site_country CHECK (length(launch_site_country) = 2),
  CONSTRAINT ck_events_launch_site_latitude CHECK (launch_site_latitude BETWEEN -90 AND 90),
  CONSTRAINT ck_events_launch_site_longitude CHECK (launch_site_longitude BETWEEN -180 AND 180),
  CONSTRAINT ck_events_launch_site_confidence CHECK (launch_site_confidence BETWEEN 0 AND 1),
  CONSTRAINT ck_events_impact_area_country CHECK (length(impact_area_country) = 2),
  CONSTRAINT ck_events_impact_area_latitude CHECK (impact_area_latitude BETWEEN -90 AND 90),
  CONSTRAINT ck_events_impact_area_longitude CHECK (impact_area_longitude BETWEEN -180 AND 180),
  CONSTRAINT ck_events_impact_area_confidence CHECK (impact_area_confidence BETWEEN 0 AND 1),
  CONSTRAINT fk_events_article_id FOREIGN KEY(article_id) REFERENCES articles (article_id) ON DELETE CASCADE,
  CONSTRAINT fk_events_run_id FOREIGN KEY(run_id) REFERENCES runs (run_id)
);

CREATE INDEX ix_events_country_date_start ON events (country, date_start);

CREATE INDEX ix_events_date_start ON events (date_start);

COMMENT ON TABLE events IS 'One launch, failed attempt or announced launch: one side, one kind of action, one day.';

COMMENT ON COLUMN events.date_iso IS 'As in the record: a day, a month, a year, or two of them with a slash between.';

COMMENT ON COLUMN events.date_start IS 'First day that it may have been, YYYY-MM-DD.';

COMMENT ON COLUMN events.date_end IS 'Last day that it may have been, YYYY-MM-DD, included.';

CREATE TABLE leaders (
  article_id TEXT NOT NULL,
  leader_id TEXT NOT NULL,
  position INTEGER NOT NULL,
  name TEXT NOT NULL,
  canonical_name TEXT NOT NULL,
  wikidata_id TEXT,
  country TEXT,
  roles JSON NOT NULL,
  aliases JSON NOT NULL,
  office_on_date TEXT,
  run_id TEXT NOT NULL,
  CONSTRAINT pk_leaders PRIMARY KEY (article_id, leader_id),
  CONSTRAINT ck_leaders_country CHECK (length(country) = 2),
  CONSTRAINT fk_leaders_article_id FOREIGN KEY(article_id) REFERENCES articles (article_id) ON DELETE CASCADE,
  CONSTRAINT fk_leaders_run_id FOREIGN KEY(run_id) REFERENCES runs (run_id)
);

CREATE INDEX ix_leaders_canonical_name ON leaders (canonical_name);

CREATE INDEX ix_leaders_wikidata_id ON leaders (wikidata_id);

COMMENT ON TABLE leaders IS 'Named holders of a political or military office.';

COMMENT ON COLUMN leaders.roles IS 'Roles as written, without the country.';

COMMENT ON COLUMN leaders.aliases IS 'Other forms used in the text.';

CREATE TABLE tallies (
  article_id TEXT NOT NULL,
  position INTEGER NOT NULL,
  count_min INTEGER,
  count_max INTEGER,
  count_approximate BOOLEAN NOT NULL,
  what TEXT NOT NULL,
  country TEXT,
  period_iso TEXT,
  period_start TEXT,
  period_end TEXT,
  period_weekday INTEGER,
  period_time_of_day TEXT,
  period_resolved_from TEXT,
  period_text TEXT NOT NULL,
  evidence_start INTEGER NOT NULL,
  evidence_end INTEGER NOT NULL,
  evidence_text TEXT NOT NULL,
  run_id TEXT NOT NULL,
  CONSTRAINT pk_tallies PRIMARY KEY (article_id, position),
  CONSTRAINT ck_tallies_count CHECK (count_min <= count_max),
  CONSTRAINT ck_tallies_what CHECK (what IN ('missiles', 'launches', 'tests')),
  CONSTRAINT ck_tallies_country CHECK (length(country) = 2),
  CONSTRAINT ck_tallies_period CHECK (period_start <= period_end),
  CONSTRAINT ck_tallies_period_weekday CHECK (period_weekday BETWEEN 1 AND 7),
  CONSTRAINT ck_tallies_period_resolved_from CHECK (period_resolved_from IN ('published', 'text')),
  CONSTRAINT ck_tallies_evidence CHECK (evidence_start >= 0 AND evidence_start < evidence_end),
  CONSTRAINT fk_tallies_article_id FOREIGN KEY(article_id) REFERENCES articles (article_id) ON DELETE CASCADE,
  CONSTRAINT fk_tallies_run_id FOREIGN KEY(run_id) REFERENCES runs (run_id)
);

COMMENT ON TABLE tallies IS 'Totals over a period.';

COMMENT ON COLUMN tallies.period_iso IS 'As in the record: a day, a month, a year, or two of them with a slash between.';

COMMENT ON COLUMN tallies.period_start IS 'First day that it may have been, YYYY-MM-DD.';

COMMENT ON COLUMN tallies.period_end IS 'Last day that it may have been, YYYY-MM-DD, included.';

CREATE TABLE warnings (
  article_id TEXT NOT NULL,
  position INTEGER NOT NULL,
  code TEXT NOT NULL,
  message TEXT NOT NULL,
  path TEXT NOT NULL,
  evidence_start INTEGER,
  evidence_end INTEGER,
  evidence_text TEXT,
  run_id TEXT NOT NULL,
  CONSTRAINT pk_warnings PRIMARY KEY (article_id, position),
  CONSTRAINT ck_warnings_evidence CHECK (evidence_start >= 0 AND evidence_start < evidence_end),
  CONSTRAINT fk_warnings_article_id FOREIGN KEY(article_id) REFERENCES articles (article_id) ON DELETE CASCADE,
  CONSTRAINT fk_warnings_run_id FOREIGN KEY(run_id) REFERENCES runs (run_id)
);

CREATE INDEX ix_warnings_code ON warnings (code);

COMMENT ON TABLE warnings IS 'What a careful reader would stumble over.';

COMMENT ON COLUMN warnings.path IS 'JSON pointer into the record; empty for the whole record.';

CREATE TABLE event_claims (
  article_id TEXT NOT NULL,
  event_id TEXT NOT NULL,
  position INTEGER NOT NULL,
  slot TEXT NOT NULL,
  value TEXT NOT NULL,
  value_min FLOAT,
  value_max FLOAT,
  value_approximate BOOLEAN,
  attributed_to TEXT,
  chosen BOOLEAN NOT NULL,
  evidence_start INTEGER NOT NULL,
  evidence_end INTEGER NOT NULL,
  evidence_text TEXT NOT NULL,
  run_id TEXT NOT NULL,
  CONSTRAINT pk_event_claims PRIMARY KEY (article_id, event_id, position),
  CONSTRAINT ck_event_claims_value CHECK (value_min <= value_max),
  CONSTRAINT ck_event_claims_evidence CHECK (evidence_start >= 0 AND evidence_start < evidence_end),
  CONSTRAINT fk_event_claims_article_id_event_id FOREIGN KEY(article_id, event_id) REFERENCES events (article_id, event_id) ON DELETE CASCADE,
  CONSTRAINT fk_event_claims_run_id FOREIGN KEY(run_id) REFERENCES runs (run_id)
);

CREATE INDEX ix_event_claims_slot_chosen ON event_claims (slot, chosen);

COMMENT ON TABLE event_claims IS 'Statements for slots on which the text disagrees; `chosen` where the event holds that value.';

COMMENT ON COLUMN event_claims.value IS 'One spelling of any value: ''icbm'', ''2'', ''350..380'', ''2..'', ''2025-10''.';

CREATE TABLE event_evidence (
  article_id TEXT NOT NULL,
  event_id TEXT NOT NULL,
  position INTEGER NOT NULL,
  slot TEXT NOT NULL,
  attributed_to TEXT,
  evidence_start INTEGER NOT NULL,
  evidence_end INTEGER NOT NULL,
  evidence_text TEXT NOT NULL,
  run_id TEXT NOT NULL,
  CONSTRAINT pk_event_evidence PRIMARY KEY (article_id, event_id, position),
  CONSTRAINT ck_event_evidence_evidence CHECK (evidence_start >= 0 AND evidence_start < evidence_end),
  CONSTRAINT fk_event_evidence_article_id_event_id FOREIGN KEY(article_id, event_id) REFERENCES events (article_id, event_id) ON DELETE CASCADE,
  CONSTRAINT fk_event_evidence_run_id FOREIGN KEY(run_id) REFERENCES runs (run_id)
);

COMMENT ON TABLE event_evidence IS 'Every place of the article that says something of an event, in the order of the record.';

COMMENT ON COLUMN event_evidence.slot IS 'Field of the event that the words speak for; trigger for the event.';

COMMENT ON COLUMN event_evidence.attributed_to IS 'Who is said to have said so; null where the article itself does.';

CREATE TABLE event_sources (
  article_id TEXT NOT NULL,
  event_id TEXT NOT NULL,
  position INTEGER NOT NULL,
  name TEXT NOT NULL,
  name_text TEXT,
  name_attributed_to TEXT,
  name_confidence FLOAT,
  run_id TEXT NOT NULL,
  CONSTRAINT pk_event_sources PRIMARY KEY (article_id, event_id, position),
  CONSTRAINT ck_event_sources_name_confidence CHECK (name_confidence BETWEEN 0 AND 1),
  CONSTRAINT fk_event_sources_article_id_event_id FOREIGN KEY(article_id, event_id) REFERENCES events (article_id, event_id) ON DELETE CASCADE,
  CONSTRAINT fk_event_sources_run_id FOREIGN KEY(run_id) REFERENCES runs (run_id)
);

CREATE INDEX ix_event_sources_name ON event_sources (name);

COMMENT ON TABLE event_sources IS 'Who is said to have reported or claimed an event.';

CREATE TABLE event_weapons (
  article_id TEXT NOT NULL,
  event_id TEXT NOT NULL,
  kind TEXT NOT NULL,
  position INTEGER NOT NULL,
  value TEXT NOT NULL,
  value_text TEXT,
  value_attributed_to TEXT,
  value_confidence FLOAT,
  run_id TEXT NOT NULL,
  CONSTRAINT pk_event_weapons PRIMARY KEY (article_id, event_id, kind, position),
  CONSTRAINT ck_event_weapons_kind CHECK (kind IN ('class', 'name')),
  CONSTRAINT ck_event_weapons_class CHECK (kind != 'class' OR value IN ('srbm', 'mrbm', 'irbm', 'icbm', 'slbm', 'ballistic', 'cruise', 'hypersonic', 'anti_ship', 'surface_to_air', 'air_launched', 'artillery_rocket', 'space_launch_vehicle')),
  CONSTRAINT ck_event_weapons_value_confidence CHECK (value_confidence BETWEEN 0 AND 1),
  CONSTRAINT fk_event_weapons_article_id_event_id FOREIGN KEY(article_id, event_id) REFERENCES events (article_id, event_id) ON DELETE CASCADE,
  CONSTRAINT fk_event_weapons_run_id FOREIGN KEY(run_id) REFERENCES runs (run_id)
);

CREATE INDEX ix_event_weapons_value ON event_weapons (value);

COMMENT ON TABLE event_weapons IS 'Classes (srbm, icbm, cruise, ...) and names (as written) of an event''s missiles.';

CREATE TABLE leader_mentions (
  article_id TEXT NOT NULL,
  leader_id TEXT NOT NULL,
  position INTEGER NOT NULL,
  evidence_start INTEGER NOT NULL,
  evidence_end INTEGER NOT NULL,
  evidence_text TEXT NOT NULL,
  run_id TEXT NOT NULL,
  CONSTRAINT pk_leader_mentions PRIMARY KEY (article_id, leader_id, position),
  CONSTRAINT ck_leader_mentions_evidence CHECK (evidence_start >= 0 AND evidence_start < evidence_end),
  CONSTRAINT fk_leader_mentions_article_id_leader_id FOREIGN KEY(article_id, leader_id) REFERENCES leaders (article_id, leader_id) ON DELETE CASCADE,
  CONSTRAINT fk_leader_mentions_run_id FOREIGN KEY(run_id) REFERENCES runs (run_id)
);

COMMENT ON TABLE leader_mentions IS 'Every place that names a leader.';

CREATE TABLE reactions (
  article_id TEXT NOT NULL,
  reaction_id TEXT NOT NULL,
  position INTEGER NOT NULL,
  actor TEXT NOT NULL,
  actor_text TEXT,
  actor_attributed_to TEXT,
  actor_confidence FLOAT,
  actor_type TEXT NOT NULL,
  leader_id TEXT,
  country TEXT,
  stance TEXT NOT NULL,
  verb TEXT,
  quote TEXT,
  quote_kind TEXT,
  about TEXT,
  confidence FLOAT NOT NULL,
  evidence_start INTEGER NOT NULL,
  evidence_end INTEGER NOT NULL,
  evidence_text TEXT NOT NULL,
  run_id TEXT NOT NULL,
  CONSTRAINT pk_reactions PRIMARY KEY (article_id, reaction_id),
  CONSTRAINT ck_reactions_actor_confidence CHECK (actor_confidence BETWEEN 0 AND 1),
  CONSTRAINT ck_reactions_actor_type CHECK (actor_type IN ('person', 'government', 'body')),
  CONSTRAINT ck_reactions_country CHECK (length(country) = 2),
  CONSTRAINT ck_reactions_stance CHECK (stance IN ('condemn', 'concern', 'warn', 'urge_restraint', 'reaffirm', 'respond', 'announce', 'justify', 'deny', 'support', 'urge_action', 'decline', 'assess', 'offer_talks')),
  CONSTRAINT ck_reactions_quote_kind CHECK (quote_kind IN ('direct', 'indirect', 'mixed')),
  CONSTRAINT ck_reactions_confidence CHECK (confidence BETWEEN 0 AND 1),
  CONSTRAINT ck_reactions_evidence CHECK (evidence_start >= 0 AND evidence_start < evidence_end),
  CONSTRAINT fk_reactions_article_id FOREIGN KEY(article_id) REFERENCES articles (article_id) ON DELETE CASCADE,
  CONSTRAINT fk_reactions_run_id FOREIGN KEY(run_id) REFERENCES runs (run_id),
  CONSTRAINT fk_reactions_article_id_leader_id FOREIGN KEY(article_id, leader_id) REFERENCES leaders (article_id, leader_id) ON DELETE CASCADE,
  CONSTRAINT fk_reactions_article_id_about FOREIGN KEY(article_id, about) REFERENCES events (article_id, event_id) ON DELETE CASCADE
);

CREATE INDEX ix_reactions_actor ON reactions (actor);

CREATE INDEX ix_reactions_article_id_about ON reactions (article_id, about);

CREATE INDEX ix_reactions_article_id_leader_id ON reactions (article_id, leader_id);

CREATE INDEX ix_reactions_country_stance ON reactions (country, stance);

COMMENT ON TABLE reactions IS 'What a government, body, official or analyst said or did.';

COMMENT ON COLUMN reactions.about IS 'The event of the same article that it is about.';

CREATE VIEW articles_search AS SELECT articles.article_id, to_tsvector('english', left(coalesce(articles.title, '') || ' ' || articles.text, 200000)) AS document
FROM articles;

CREATE VIEW launches AS SELECT events.country, events.actor, events.kind, events.status, events.prominence, events.date_iso, events.date_start, events.date_end, events.count_min, events.count_max, events.distance_km_min, events.distance_km_max, events.altitude_km_min, events.altitude_km_max, events.range_km_min, events.range_km_max, events.flight_minutes_min, events.flight_minutes_max, events.speed_mach_min, events.speed_mach_max, (SELECT string_agg(anon_1.value, ', ') AS aggregate_strings_1
FROM (SELECT event_weapons.value AS value
FROM event_weapons
WHERE event_weapons.article_id = events.article_id AND event_weapons.event_id = events.event_id AND event_weapons.kind = 'class' ORDER BY event_weapons.position) AS anon_1) AS weapon_classes, (SELECT string_agg(anon_2.value, ', ') AS aggregate_strings_2
FROM (SELECT event_weapons.value AS value
FROM event_weapons
WHERE event_weapons.article_id = events.article_id AND event_weapons.event_id = events.event_id AND event_weapons.kind = 'name' ORDER BY event_weapons.position) AS anon_2) AS weapon_names, events.launch_site_name, events.launch_site_latitude, events.launch_site_longitude, events.impact_area_name, events.trigger_text, events.confidence, articles.source, articles.outlet, articles.published, articles.url, articles.title, articles.duplicate_of, events.article_id, events.event_id
FROM events JOIN articles ON events.article_id = articles.article_id
WHERE articles.superseded_by IS NULL AND articles.withdrawn IS NULL;

CREATE VIEW reactions_by_country AS SELECT reactions.country, reactions.stance, events.country AS launch_country, count(*) AS reactions, count(DISTINCT reactions.article_id) AS articles, count(DISTINCT coalesce(articles.duplicate_of, articles.article_id)) AS independent_articles, min(articles.published) AS first_published, max(articles.published) AS last_published
FROM reactions JOIN articles ON reactions.article_id = articles.article_id LEFT OUTER JOIN events ON events.article_id = reactions.article_id AND events.event_id = reactions.about
WHERE articles.superseded_by IS NULL AND articles.withdrawn IS NULL GROUP BY reactions.country, reactions.stance, events.country;

CREATE VIEW disputed_values AS SELECT events.country, events.date_iso, event_claims.slot, event_claims.value, event_claims.attributed_to, event_claims.chosen, event_claims.evidence_text, articles.source, articles.outlet, articles.published, articles.url, event_claims.article_id, event_claims.event_id, event_claims.position
FROM event_claims JOIN events ON event_claims.article_id = events.article_id AND event_claims.event_id = events.event_id JOIN articles ON events.article_id = articles.article_id
WHERE articles.superseded_by IS NULL AND articles.withdrawn IS NULL;

CREATE VIEW coverage AS SELECT anon_1.outlet, anon_1.month, anon_1.language, count(*) AS articles, count(DISTINCT anon_1.cluster) AS independent_articles, sum(CASE WHEN (anon_1.launches > 0) THEN 1 ELSE 0 END) AS articles_with_launches, sum(anon_1.launches) AS launches, sum(anon_1.reactions) AS reactions
FROM (SELECT articles.outlet AS outlet, substr(articles.published, 1, 7) AS month, articles.language AS language, coalesce(articles.duplicate_of, articles.article_id) AS cluster, (SELECT count(*) AS count_1
FROM events
WHERE events.article_id = articles.article_id) AS launches, (SELECT count(*) AS count_2
FROM reactions
WHERE reactions.article_id = articles.article_id) AS reactions
FROM articles
WHERE articles.superseded_by IS NULL AND articles.withdrawn IS NULL) AS anon_1 GROUP BY anon_1.outlet, anon_1.month, anon_1.language;

CREATE VIEW event_reactions AS SELECT reactions.country, reactions.actor, leaders.canonical_name AS person, leaders.wikidata_id, reactions.actor_type, reactions.stance, reactions.verb, reactions.quote, reactions.evidence_text, events.country AS launch_country, events.date_iso AS launch_date, articles.source, articles.outlet, articles.published, articles.url, reactions.article_id, reactions.reaction_id, reactions.about
FROM reactions JOIN articles ON reactions.article_id = articles.article_id LEFT OUTER JOIN events ON events.article_id = reactions.article_id AND events.event_id = reactions.about LEFT OUTER JOIN leaders ON leaders.article_id = reactions.article_id AND leaders.leader_id = reactions.leader_id
WHERE articles.superseded_by IS NULL AND articles.withdrawn IS NULL;
