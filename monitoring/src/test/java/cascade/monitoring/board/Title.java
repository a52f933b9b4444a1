package cascade.monitoring.board;

/** Title in both languages of those who look: English first, as the meters are named. */
record Title(String english, String chinese) {

    String text() {
        return english + " · " + chinese;
    }
}
