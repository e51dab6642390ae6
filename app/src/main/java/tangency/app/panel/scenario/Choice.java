package tangency.app.panel.scenario;

/** One entry of a choice: what is meant, and how it reads. */
record Choice<T>(T value, String label) {
    @Override
    public String toString() {
        return label;
    }
}
