/** Records of one part of the site map: those whose number divided by this is the part's. A removal moves no other record. */
export const sitemapPart = 10_000
