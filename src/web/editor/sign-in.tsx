import type { Desk } from "./desk.ts";
import type { DeskState } from "./desk-state.ts";

interface SignInProps {
  readonly state: DeskState;
  readonly desk: Desk;
}

/** The key goes into a header: the form is never sent by the browser itself. */
export const SignIn = ({ state: { complaint, unsaved }, desk }: SignInProps) => (
  <form
    class="sign-in"
    method="post"
    onSubmit={(event: Event) => {
      event.preventDefault();
      const { key, device } = (event.currentTarget as HTMLFormElement).elements as unknown as Readonly<Record<"key" | "device", HTMLInputElement>>;
      void desk.signIn(key.value, device.checked);
    }}
  >
    <h2>Sign in</h2>
    {unsaved === 0 ? null : <p>Your last decisions wait here, and are sent once you have signed in.</p>}
    {/* So that a browser that keeps passwords knows what this one belongs to. */}
    <input type="text" name="username" autocomplete="username" value="editor" hidden />
    <label for="editor-key">Editor’s key</label>
    <input
      id="editor-key"
      name="key"
      type="password"
      autocomplete="current-password"
      required
      aria-invalid={complaint === undefined ? undefined : "true"}
      aria-describedby={complaint === undefined ? "key-note" : "key-complaint key-note"}
    />
    {complaint === undefined ? null : (
      <p class="complaint" id="key-complaint" role="alert">
        {complaint.message}
      </p>
    )}
    <label class="check">
      <input type="checkbox" name="device" /> Stay signed in on this device
    </label>
    <button class="main-action" type="submit">
      Sign in
    </button>
    <p class="quiet" id="key-note">
      No key yet? Whoever runs this service makes one with <code>npm run keys -- add NAME</code>.
    </p>
  </form>
);
