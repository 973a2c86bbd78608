/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import type { ApiDocument } from "../http/api-document.ts";
import { PROBLEMS } from "../http/problem.ts";
import { documentedRoutes, type DocsExample, type DocumentedField, type DocumentedRoute } from "./docs-model.ts";
import { Document } from "./document.tsx";
import type { Stylesheet } from "./stylesheet.ts";

interface FieldsProps {
  readonly caption: string;
  /** What the fields are of, for whoever hears the caption alone. */
  readonly of: string;
  readonly fields: readonly DocumentedField[];
}

const Fields = ({ caption, of, fields }: FieldsProps) =>
  fields.length === 0 ? null : (
    <div class="table-scroll" tabindex={0} role="region" aria-label={`${caption}: ${of}`}>
      <table>
        <caption>{caption}</caption>
        <tbody>
          {fields.map(({ name, place, type, description }) => (
            <tr>
              <th scope="row">
                <code>{name}</code>
                {place === "path" ? <span class="quiet"> in the path</span> : null}
              </th>
              <td>{type}</td>
              <td>{description}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );

const Route = ({ route }: { readonly route: DocumentedRoute }) => (
  <section class="route" id={route.operation.operationId}>
    <h3>
      <span class={`method ${route.method.toLowerCase()}`}>{route.method}</span> <code>{route.path}</code>
    </h3>
    <p>{route.operation.summary}.</p>
    {route.operation.description === undefined ? null : <p>{route.operation.description}</p>}
    <Fields caption="Parameters" of={route.operation.summary} fields={route.parameters} />
    <Fields caption="Body" of={route.operation.summary} fields={route.fields} />
    <pre class="curl" tabindex={0}>
      <code>{route.curl}</code>
    </pre>
    {route.answer === undefined ? null : (
      <details>
        <summary>An answer</summary>
        <pre tabindex={0}>
          <code>{route.answer}</code>
        </pre>
      </details>
    )}
    <p class="codes">
      Errors:{" "}
      {route.codes.map((code) => (
        <a href={`#${code}`}>{code}</a>
      ))}
    </p>
  </section>
);

const Errors = () => (
  <section aria-labelledby="errors">
    <h2 id="errors">Errors</h2>
    <p>
      Every error is <code>application/problem+json</code> (RFC 9457). Decide by <code>code</code>, which never changes; <code>errors</code> names
      the fields at fault.
    </p>
    <dl class="errors">
      {Object.entries(PROBLEMS).map(([code, { status, title, remedy }]) => (
        <div id={code}>
          <dt>
            <code>{code}</code> <span class="quiet">{status}</span>
          </dt>
          <dd>
            {title}. {remedy}
          </dd>
        </div>
      ))}
    </dl>
  </section>
);

interface DocsPageProps {
  readonly document: ApiDocument;
  readonly example: DocsExample;
  readonly stylesheet: Stylesheet;
}

/** The API for people, made from its OpenAPI document. */
export const DocsPage = ({ document, example, stylesheet }: DocsPageProps) => {
  const routes = documentedRoutes(document, example);
  const groups = (document.tags ?? []).map((tag) => ({
    ...tag,
    routes: routes.filter(({ operation }) => operation.tags?.includes(tag.name)),
  }));
  return (
    <Document title="API" stylesheet={stylesheet} current="docs">
      <div class="docs">
        <h1>API</h1>
        <p class="lead">{document.info.description}</p>
        <p>
          Version {document.info.version}, also as <a href="/openapi.json">OpenAPI {document.openapi}</a>. The <code>curl</code> lines below work as they stand;
          those of editors once you have run <code>export KINDRED_KEY=…</code> with a key from <code>npm run keys -- add NAME</code>.
        </p>
        <nav class="contents" aria-label="Routes">
          <ul>
            {routes.map(({ method, path, operation }) => (
              <li>
                <a href={`#${operation.operationId}`}>
                  <span class="method">{method}</span> <code>{path}</code>
                </a>
              </li>
            ))}
            <li>
              <a href="#errors">Errors</a>
            </li>
          </ul>
        </nav>
        {groups.map(({ name, description, routes: members }) => (
          <section>
            <h2>{name}</h2>
            {description === undefined ? null : <p>{description}</p>}
            {members.map((route) => (
              <Route route={route} />
            ))}
          </section>
        ))}
        <Errors />
      </div>
    </Document>
  );
};
