package io.matrixplatform.replay.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MailOutboxTest {
    @TempDir
    private Path state;

    private Path folder;

    @BeforeEach
    void makeTheFolder() throws IOException {
        folder = Files.createDirectories(state.resolve("data/api/outbox"));
    }

    @Test
    void findsTheInvitationOfAPersonAlsoInALinkThatWasFolded() throws IOException {
        mail("1", "other@example.com", "http://127.0.0.1/console/invitations/AAAAAAAAAAAAAAAAAAAAAA");
        mail("2", "owner@example.com", "http://127.0.0.1/console/#/invitations/abcdefghijklm=\r\nnopqrstuvwxyz_-09");
        Files.writeString(folder.resolve("3.new"), "To: third@example.com\n\nhttp://x/invitations/half");

        assertThat(new MailOutbox(state).findInvitation("owner@example.com"))
                .contains("abcdefghijklmnopqrstuvwxyz_-09");
        assertThat(new MailOutbox(state).findInvitation("third@example.com")).isEmpty();
    }

    @Test
    void findsNothingBeforeThereWasAnyMail() throws IOException {
        assertThat(new MailOutbox(state.resolve("elsewhere")).findInvitation("owner@example.com"))
                .isEmpty();
    }

    private void mail(String name, String to, String link) throws IOException {
        Files.writeString(
                folder.resolve(name + ".eml"),
                "From: Matrix\r\nTo: " + to + "\r\n\r\nFollow " + link + " to join.\r\n");
    }
}
