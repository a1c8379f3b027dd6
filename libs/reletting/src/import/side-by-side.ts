/** Does something with each of many, with so many of them at the same time; all begin in their order. After a failure none begins, and it is thrown once the others have ended. */
export async function sideBySide<T>(all: readonly T[], atOnce: number, act: (each: T) => Promise<void>): Promise<void> {
  const waiting = all.values();
  const failures: unknown[] = [];
  const worker = async () => {
    for (const each of waiting) {
      if (failures.length) return;
      await act(each).catch((error: unknown) => void failures.push(error));
    }
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, all.length) }, worker));
  if (failures.length) throw failures[0];
}
