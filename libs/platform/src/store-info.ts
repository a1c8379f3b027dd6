/** What the first event of every log says of the store. */
export interface StoreInfo {
  storeId: string;
  clock: 'system' | 'manual';
  /** Set when this process found the log empty and wrote the first event. */
  begun?: true;
}
