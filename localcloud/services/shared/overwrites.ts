/** What comes of a second resource that AWS writes over the first one without a word. */
export const OVERWRITES = "the second one overwrites the first, and the deletion of either takes both away";
