-- Cutting a text costs some hundred microseconds: the planner must not think of doing it row by row beside an index.
ALTER FUNCTION search_bigrams(text) COST 5000;
