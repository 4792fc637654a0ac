CREATE TABLE market_drafts (
  draft_id uuid PRIMARY KEY,
  market_code text NOT NULL,
  version text NOT NULL,
  content jsonb NOT NULL,
  note text NOT NULL,
  made_by text NOT NULL,
  made_at timestamptz NOT NULL,
  UNIQUE (market_code, version)
);

-- What a store has is the last row for it, or for all stores: nothing here is ever changed.
CREATE TABLE market_publications (
  number integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  draft_id uuid NOT NULL REFERENCES market_drafts,
  store_id text REFERENCES stores,
  published_by text NOT NULL,
  published_at timestamptz NOT NULL
);

CREATE INDEX market_publications_draft ON market_publications (draft_id);
