// Mentions grouped for the list: by type, and within a type by what they name.

/**
 * @typedef {object} ListItem one thing named in the text
 * @property {string} name
 * @property {number[]} mentions places of its annotations, in reading order
 */

/**
 * @typedef {object} TypeGroup
 * @property {number} type place in the list of labels
 * @property {number} count annotations of the type
 * @property {ListItem[]} items most mentioned first, then in reading order
 */

/**
 * @typedef {object} Groups
 * @property {TypeGroup[]} groups one per label, in display order, empty ones too
 * @property {ListItem[]} items all of them
 * @property {Int32Array} itemOf for every annotation the place in `items` of the one it belongs to
 */

/**
 * Groups by entity where there is one, else by normalised form, else by the text; and by value.
 * @param {import('./pack.js').Columns} found
 * @param {number} typeCount
 * @returns {Groups}
 */
export function groupMentions(found, typeCount) {
  /** @type {TypeGroup[]} */
  const groups = Array.from({ length: typeCount }, (_, type) => ({ type, count: 0, items: [] }));
  /** @type {Map<string | number, number>} an entity's type and number; of what is none its type, name and value */
  const places = new Map();
  /** @type {ListItem[]} */
  const items = [];
  const itemOf = new Int32Array(found.starts.length);
  for (let i = 0; i < found.starts.length; i += 1) {
    const type = found.types[i];
    const entity = found.entities[i];
    const name =
      entity >= 0 ? found.entityNames[entity] : (found.norms[i] ?? found.text.slice(found.starts[i], found.ends[i]));
    // أمس is two things where it is two days.
    const key = entity >= 0 ? entity * typeCount + type : `${type} ${name} ${found.values[i] ?? ''}`;
    let place = places.get(key);
    if (place === undefined) {
      place = items.length;
      places.set(key, place);
      const item = { name, mentions: [] };
      items.push(item);
      groups[type].items.push(item);
    }
    items[place].mentions.push(i);
    itemOf[i] = place;
    groups[type].count += 1;
  }
  for (const group of groups) {
    group.items.sort((a, b) => b.mentions.length - a.mentions.length || a.mentions[0] - b.mentions[0]);
  }
  return { groups, items, itemOf };
}

/**
 * The item that an annotation belongs to.
 * @param {Groups} groups
 * @param {number} at
 * @returns {ListItem | undefined}
 */
export function itemAt({ items, itemOf }, at) {
  return items[itemOf[at]];
}
