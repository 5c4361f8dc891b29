/** The form's own submit button is left out: `PackForm` brings one, whose words and props no pack can change. */
export function SubmitButton() {
  return null;
}
