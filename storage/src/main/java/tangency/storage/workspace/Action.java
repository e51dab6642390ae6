package tangency.storage.workspace;

/** What a journal entry says happened. Names are stored: rename none. */
enum Action {
    SCENARIO_SAVED, SCENARIO_RENAMED, SCENARIO_DELETED, SCENARIO_RESTORED, //
    DATASET_SAVED, DATASET_RENAMED, DATASET_DELETED, DATASET_RESTORED, //
    STUDY_SAVED
}
