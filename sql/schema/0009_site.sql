-- Which posts link to a site: what `search site:` and reports of sites ask.
CREATE INDEX link_site ON link (site) WHERE site IS NOT NULL;
