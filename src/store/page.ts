export interface Page<Item> {
  readonly items: readonly Item[];
  /** Over all pages. */
  readonly total: number;
}

export interface PageRequest {
  readonly offset: number;
  readonly limit: number;
}
