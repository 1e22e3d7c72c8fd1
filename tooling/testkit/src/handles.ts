/** Fields that things can be found again by. */
const HANDLES = /(_id|^name|^version|^cursor|next_cursor)$/;

/** The values that answers had for a parameter or field, by its name. */
export type Handles = Map<string, Set<string>>;

export const addHandle = (handles: Handles, field: string, value: string): void => {
  handles.set(field, (handles.get(field) ?? new Set()).add(value));
};

/** Collects from an answer's body, at any depth, whatever leads back to a thing. */
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
