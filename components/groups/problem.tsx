/** Why something was not done, where it was asked for. */
export function Problem({ words }: { words: string | undefined }) {
  return (
    words !== undefined && (
      <p className="mt-2 text-sm text-danger" role="alert">
        {words}
      </p>
    )
  );
}
