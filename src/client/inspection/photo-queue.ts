/** A photograph that waits in this browser for a network. `key` is its own: sent twice, the server keeps it once. */
export interface WaitingPhoto {
  key: string
  account: string
  no: string
  kind: string
  name: string
  photo: Blob
}

export const photoStore = 'inspection-photos'
/** Pages that public/visit-worker.js keeps. */
export const visitPages = 'visit-pages'
const table = 'waiting'

function open(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const asked = indexedDB.open(photoStore, 1)
    asked.onupgradeneeded = () => asked.result.createObjectStore(table, { keyPath: 'key' })
    asked.onsuccess = () => resolve(asked.result)
    asked.onerror = () => reject(asked.error)
  })
}

async function within<T>(mode: IDBTransactionMode, work: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  const db = await open()
  try {
    return await new Promise<T>((resolve, reject) => {
      const asked = work(db.transaction(table, mode).objectStore(table))
      asked.onsuccess = () => resolve(asked.result)
      asked.onerror = () => reject(asked.error)
    })
  } finally {
    db.close()
  }
}

export const keepPhoto = (waiting: WaitingPhoto) => within('readwrite', (store) => store.put(waiting))
export const dropPhoto = (key: string) => within('readwrite', (store) => store.delete(key))
/** Those of one account and one inspection; another account's are never sent. */
export const photosOf = async (account: string, no: string): Promise<WaitingPhoto[]> => {
  const all = await within('readonly', (store) => store.getAll() as IDBRequest<WaitingPhoto[]>)
  return all.filter((each) => each.account === account && each.no === no)
}
