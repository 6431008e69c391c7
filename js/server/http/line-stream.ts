// Pieces that are made one after the other → a body that is made as fast as it is taken.

/** @param onEnd Called once: at the end, at a failure, or when nobody reads on. */
export function lineStream(
  pieces: AsyncGenerator<Uint8Array, void, void>,
  onEnd: () => void,
): ReadableStream<Uint8Array> {
  let isOver = false;
  const end = () => {
    if (!isOver) onEnd();
    isOver = true;
  };
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      try {
        const { value, done } = await pieces.next();
        if (!done) {
          controller.enqueue(value);
          return;
        }
        controller.close();
        end();
      } catch (error) {
        end();
        controller.error(error);
      }
    },
    async cancel() {
      end();
      await pieces.return();
    },
  });
}
