/** Keeps a Map within a size: to be called after each entry. What was put in longest ago goes, a Map's first key. */
export function dropOldest<K>(map: Map<K, unknown>, maxSize: number): void {
  if (map.size > maxSize) map.delete(map.keys().next().value as K);
}
