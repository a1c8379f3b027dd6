/** Does something with each of many, with so many of them at the same time; all begin in their order. */
export async function sideBySide<T>(all: readonly T[], atOnce: number, act: (each: T) => Promise<void>): Promise<void> {
  const waiting = all.values();
  const worker = async () => {
    for (const each of waiting) await act(each);
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, all.length) }, worker));
}
