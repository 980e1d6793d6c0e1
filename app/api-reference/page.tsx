import type { Metadata } from "next";
import { type OperationTold, openApiDocument } from "../openapi/document";
import { SiteFooter } from "../site/site-footer";
import { words } from "../words";
import { OperationShown } from "./operation-shown";
import { SchemaShown, schemaAnchor } from "./schema-shown";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await words("reference"))("title") };
}

/** Text in which code stands between backticks. */
function WithCode({ text }: { text: string }) {
  return text.split("`").map((piece, n) =>
    // Every second piece stood between two of them.
    n % 2 === 1 ? <code key={piece}>{piece}</code> : piece,
  );
}

interface Asked {
  method: string;
  path: string;
  told: OperationTold;
}

/** The API, described for people, by the document that programs are given. */
export default async function Page() {
  const t = await words("reference");
  const { info, tags, paths, components } = openApiDocument();
  const all: Asked[] = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, told]) => ({ method, path, told })),
  );
  const parts = tags.map((tag) => ({
    ...tag,
    asked: all.filter(({ told }) => told.tags.some((name) => name === tag.name)),
  }));
  return (
    <>
      <main className="mx-auto w-full max-w-3xl px-4 py-10 sm:px-6" id="main">
        <h1 className="font-display text-2xl">{t("title")}</h1>
        <p className="mt-2 text-ink-soft" dir="ltr" lang="en">
          <WithCode text={info.description} />
        </p>
        <p className="mt-3">
          {t.rich("document", {
            link: (chunks) => (
              <a className="font-medium text-pine-ink underline" href="/api/openapi.json" key="link">
                {chunks}
              </a>
            ),
          })}
        </p>
        <Contents parts={parts} title={t("contents")} />
        {parts.map(({ name, description, asked }) => (
          <section aria-labelledby={anchorOf(name)} className="mt-10" key={name}>
            <h2 className="font-display text-xl" dir="ltr" id={anchorOf(name)} lang="en">
              {name}
            </h2>
            <p className="mt-1 mb-4 text-ink-soft" dir="ltr" lang="en">
              {description}
            </p>
            <div className="space-y-4">
              {asked.map((each) => (
                <OperationShown key={each.told.operationId} {...each} />
              ))}
            </div>
          </section>
        ))}
        <section aria-labelledby="shapes" className="mt-10">
          <h2 className="font-display text-xl" id="shapes">
            {t("shapes")}
          </h2>
          <div className="mt-4 space-y-4">
            {Object.entries(components.schemas).map(([name, schema]) => (
              <article
                aria-labelledby={schemaAnchor(name)}
                className="rounded-xl border border-line bg-surface p-5"
                key={name}
              >
                <h3 className="mb-2 font-mono" dir="ltr" id={schemaAnchor(name)} lang="en">
                  {name}
                </h3>
                <SchemaShown schema={schema} />
              </article>
            ))}
          </div>
        </section>
      </main>
      <SiteFooter />
    </>
  );
}

interface ContentsProps {
  title: string;
  parts: { name: string; asked: Asked[] }[];
}

function Contents({ title, parts }: ContentsProps) {
  return (
    <nav aria-label={title} className="mt-8 rounded-xl border border-line bg-surface p-5">
      <ul className="space-y-4" dir="ltr" lang="en">
        {parts
          .filter(({ asked }) => asked.length > 0)
          .map(({ name, asked }) => (
            <li key={name}>
              <a className="font-medium underline" href={`#${anchorOf(name)}`}>
                {name}
              </a>
              <ul className="mt-1 text-sm">
                {asked.map(({ method, path, told }) => (
                  <li key={told.operationId}>
                    <a
                      className="inline-flex min-h-6 items-center font-mono wrap-anywhere text-ink-soft hover:text-ink hover:underline"
                      href={`#${told.operationId}`}
                    >
                      <span className="me-2 uppercase">{method}</span>
                      <span className="min-w-0">{path}</span>
                    </a>
                  </li>
                ))}
              </ul>
            </li>
          ))}
      </ul>
    </nav>
  );
}

function anchorOf(part: string): string {
  return `part-${part.toLowerCase().replaceAll(" ", "-")}`;
}
