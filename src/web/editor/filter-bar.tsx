import { useState } from "hono/jsx/dom";
import type { Desk } from "./desk.ts";
import { ORDERS, STATES, type Cuts, type Filters } from "./filters.ts";
import { ORDER_NAMES, scoreText, STATE_NAMES } from "./phrases.ts";

interface FilterBarProps {
  readonly filters: Filters;
  readonly cuts: Cuts;
  readonly departments: readonly string[];
  readonly change: Desk["change"];
}

interface ChoiceProps<Value extends string> {
  readonly id: string;
  readonly label: string;
  readonly value: Value;
  readonly options: readonly (readonly [value: Value, name: string])[];
  readonly onChoose: (value: Value) => void;
}

const valueOf = (event: Event) => (event.currentTarget as HTMLInputElement | HTMLSelectElement).value;

function Choice<Value extends string>({ id, label, value, options, onChoose }: ChoiceProps<Value>) {
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <select id={id} value={value} onChange={(event: Event) => onChoose(valueOf(event) as Value)}>
        {options.map(([option, name]) => (
          <option key={option} value={option}>
            {name}
          </option>
        ))}
      </select>
    </div>
  );
}

const Day = ({ id, label, value, onChoose }: { readonly id: string; readonly label: string; readonly value: string; readonly onChoose: (value: string) => void }) => (
  <div class="field">
    <label for={id}>{label}</label>
    <input id={id} type="date" value={value} onInput={(event: Event) => onChoose(valueOf(event))} />
  </div>
);

const VIEWS = [["clusters", "Clusters"], ["pairs", "Single pairs"]] as const;
export const FilterBar = ({ filters, cuts, departments, change }: FilterBarProps) => {
  // From then on whoever looks at it opens and closes it.
  const [isOpenAtFirst] = useState(filters.department + filters.from + filters.to !== "");
  return (
    <form class="filters" role="search" aria-label="Duplicates" onSubmit={(event: Event) => event.preventDefault()}>
      <fieldset class="views">
        <legend class="visually-hidden">What to judge</legend>
        {VIEWS.map(([view, name]) => (
          <label key={view}>
            <input type="radio" name="view" value={view} checked={filters.view === view} onChange={() => change({ view })} />
            <span>{name}</span>
          </label>
        ))}
      </fieldset>
      <div class="field">
        <div class="threshold-head">
          <label for="filter-score">Threshold</label>
          {/* The slider tells it itself. */}
          <strong aria-hidden="true">{scoreText(filters.minScore)}</strong>
        </div>
        <input
          id="filter-score"
          type="range"
          min={cuts.floor}
          max={1}
          step={0.01}
          value={filters.minScore}
          aria-valuetext={scoreText(filters.minScore)}
          aria-describedby="filter-score-note"
          onInput={(event: Event) => change({ minScore: Number(valueOf(event)) })}
        />
        <p class="threshold-ends quiet" id="filter-score-note">
          <span>more, less sure</span> <span>fewer, surer</span>
        </p>
      </div>
      <div class="filter-grid">
        <Choice
          id="filter-order"
          label="Order"
          value={filters.order}
          options={ORDERS[filters.view].map((order) => [order, ORDER_NAMES[order]] as const)}
          onChoose={(order) => change({ order })}
        />
        <Choice id="filter-state" label="Show" value={filters.state} options={STATES.map((state) => [state, STATE_NAMES[state]] as const)} onChoose={(state) => change({ state })} />
      </div>
      <div class="field">
        <label for="filter-text">Search words</label>
        <input id="filter-text" type="search" value={filters.text} maxlength={300} autocomplete="off" onInput={(event: Event) => change({ text: valueOf(event) })} />
      </div>
      <details open={isOpenAtFirst}>
        <summary>Department and date</summary>
        <div class="filter-grid">
          {departments.length === 0 ? null : (
            <Choice
              id="filter-department"
              label="Department"
              value={filters.department}
              options={[["", "All departments"], ...departments.map((name) => [name, name] as const)]}
              onChoose={(department) => change({ department })}
            />
          )}
          <Day id="filter-from" label="Asked from" value={filters.from} onChoose={(from) => change({ from })} />
          <Day id="filter-to" label="Asked to" value={filters.to} onChoose={(to) => change({ to })} />
        </div>
      </details>
    </form>
  );
};
