import { assert } from "../assert";

/** What IndexedDB answers, as a promise. */
export function settled<Result>(request: IDBRequest<Result>): Promise<Result> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => {
      assert(request.error, "failed");
      reject(request.error);
    };
  });
}
