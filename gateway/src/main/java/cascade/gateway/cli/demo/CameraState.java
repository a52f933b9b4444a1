package cascade.gateway.cli.demo;

import cascade.gateway.simulator.upper.PlayedStream;

/** Progress of the upper platform with a camera. */
public sealed interface CameraState {

    /** The upper does not list it yet. */
    record Unlisted() implements CameraState {}

    /** Listed and invited. */
    record Invited() implements CameraState {}

    record Playing(PlayedStream stream) implements CameraState {}

    record NotPlayed(String cause) implements CameraState {}
}
