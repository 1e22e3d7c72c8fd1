/** Fields by which things are found again. */
const HANDLES = /(_id|^name|^version|^cursor|next_cursor)$/;

/** By the name of a parameter or field: the values that answers had for it. */
export type Handles = Map<string, Set<string>>;

export const addHandle = (handles: Handles, field: string, value: string): void => {
  handles.set(field, (handles.get(field) ?? new Set()).add(value));
};

/** Takes from an answer's body whatever leads to a thing again, at any depth. */
export const harvest = (value: unknown, handles: Handles): void => {
  if (Array.isArray(value)) for (const item of value) harvest(item, handles);
  if (value === null || typeof value !== 'object') return;
  for (const [key, item] of Object.entries(value)) {
    if (HANDLES.test(key) && (typeof item === 'string' || typeof item === 'number')) {
      addHandle(handles, key === 'next_cursor' ? 'cursor' : key, String(item));
    }
    harvest(item, handles);
  }
};
