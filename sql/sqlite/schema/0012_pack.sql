-- Packs hold their posts in columns (store/pack.h): those of before are made
-- anew.
DELETE FROM pack;
UPDATE "user" SET unpacked = 1 WHERE unpacked = 0;
