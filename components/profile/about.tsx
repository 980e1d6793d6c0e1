export function About({ title, text }: { title: string; text: string }) {
  return (
    <section aria-labelledby="about">
      <h2 className="font-display text-xl" id="about">
        {title}
      </h2>
      <p className="mt-3 max-w-prose text-pretty leading-7 whitespace-pre-line" dir="auto">
        {text}
      </p>
    </section>
  );
}
