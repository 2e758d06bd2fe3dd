package io.matrixplatform.api.access.secondfactor;

import io.matrixplatform.model.ids.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.statement.SqlBatch;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

@RegisterConstructorMapper(StoredFactor.class)
interface SecondFactorDao {
    /** Replaces a secret that was never confirmed, and no other. */
    @SqlUpdate("""
            INSERT INTO access.second_factor AS f (user_id, sealed_secret, last_step)
            VALUES (:user, :sealedSecret, 0)
                ON CONFLICT (user_id) DO UPDATE
               SET sealed_secret = :sealedSecret,
                   last_step = 0
             WHERE f.confirmed_at IS NULL
            """)
    boolean begin(UserId user, byte[] sealedSecret);

    @SqlQuery("""
            SELECT sealed_secret, confirmed_at, last_step
              FROM access.second_factor
             WHERE user_id = :user
            """)
    Optional<StoredFactor> find(UserId user);

    @SqlUpdate("""
            UPDATE access.second_factor
               SET confirmed_at = :now
             WHERE user_id = :user
               AND confirmed_at IS NULL
            """)
    boolean confirm(UserId user, Instant now);

    /** False if another request has used that step meanwhile. */
    @SqlUpdate("""
            UPDATE access.second_factor
               SET last_step = :step
             WHERE user_id = :user
               AND last_step < :step
            """)
    boolean useStep(UserId user, long step);

    @SqlBatch("""
            INSERT INTO access.recovery_code (user_id, code_hash)
            VALUES (:user, :codeHash)
            """)
    void addRecoveryCodes(UserId user, List<String> codeHash);

    @SqlUpdate("""
            DELETE FROM access.recovery_code
             WHERE user_id = :user
               AND code_hash = :codeHash
            """)
    boolean useRecoveryCode(UserId user, String codeHash);

    @SqlUpdate("""
            DELETE FROM access.second_factor
             WHERE user_id = :user
            """)
    void remove(UserId user);
}
