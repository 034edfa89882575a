// Photos on their way stay on this device, in IndexedDB, until the server has them; in memory where there is none.
// Each lies under the id of the draft that stands for it in the queue.
const NAME = "musette-photos";
const SHELF = "photos";
const spare = new Map();

function open() {
  return new Promise((resolve, reject) => {
    const asked = indexedDB.open(NAME, 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore(SHELF);
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = asked.onblocked = () => reject(asked.error);
  });
}

// Done when it is on the disk, not when it was asked for.
async function ask(mode, what) {
  const base = await open();
  try {
    return await new Promise((resolve, reject) => {
      const work = base.transaction(SHELF, mode, { durability: "strict" });
      const asked = what(work.objectStore(SHELF));
      work.oncomplete = () => resolve(asked.result);
      work.onerror = work.onabort = () => reject(work.error);
    });
  } finally {
    base.close();
  }
}

export async function put(id, photo) {
  spare.set(id, photo);
  await ask("readwrite", (shelf) => shelf.put(photo, id)).then(() => spare.delete(id), () => {});
}

export async function get(id) {
  return spare.get(id) ?? (await ask("readonly", (shelf) => shelf.get(id)).catch(() => null)) ?? null;
}

export async function remove(id) {
  spare.delete(id);
  await ask("readwrite", (shelf) => shelf.delete(id)).catch(() => {});
}

// Those that no draft stands for any more: the page ended between the two.
export async function tidy(wanted) {
  const kept = (await ask("readonly", (shelf) => shelf.getAllKeys()).catch(() => [])) ?? [];
  for (const id of [...spare.keys(), ...kept]) if (!wanted(id)) await remove(id);
}

export function empty() {
  spare.clear();
  globalThis.indexedDB?.deleteDatabase(NAME);
}
