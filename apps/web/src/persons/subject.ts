/** Of whom something is kept: a citizen, or the case of a home. */
export type Subject = { citizen: string } | { unit: string };

/** What of it is being changed. */
export type Editing = 'who' | 'contacts' | 'note';
